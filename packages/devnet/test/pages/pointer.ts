import type { Locator, Page } from '@causeway/testkit/browser'
import { foldedOver, type Hand, on } from './hand.ts'

/** A mouse, or a finger. */
export function pointerOn(page: Page): Hand {
  const at = on(page)
  const reach = async (target: Locator) => {
    const folded = foldedOver(target)
    for (let left = await folded.count(); left > 0; left -= 1) await folded.first().click()
    return target
  }
  return {
    type: async (label, text) => (await reach(at.field(label))).fill(text),
    mark: async (question, answer) => (await reach(at.answer(question, answer))).check(),
    pick: async (label, answer) => {
      await (await reach(at.list(label))).selectOption({ label: answer })
    },
    press: async (button) => (await reach(at.button(button))).click(),
    follow: async (link) => (await reach(at.link(link))).click(),
  }
}
