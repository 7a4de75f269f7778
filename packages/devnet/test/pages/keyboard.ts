import type { Locator, Page } from '@causeway/testkit/browser'
import { foldedOver, type Hand, on } from './hand.ts'

const MOST_STOPS = 400

/** As much of a browser's document as is asked for below, where the function runs. */
interface Part {
  selectedOptions: ArrayLike<{ text: string }>
  type?: string
  name?: string
  form?: unknown
  labels?: ArrayLike<Part>
  outerHTML: string
}
declare const document: { activeElement: Part; body: Part }
declare const getComputedStyle: (
  of: Part,
  part?: string,
) => { outlineStyle: string; outlineWidth: string; boxShadow: string }

/** Whether the focus is here, or on another answer of the same question, and whether one sees it. */
function focusBeside(wanted: Part) {
  const at = document.activeElement
  const isMarked = (of: Part, part?: string) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(of, part)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  }
  const label = at.labels?.[0]
  /** The browser marks the parts of its own field for days by itself. */
  const isDay = at.type === 'date' || at.type === 'datetime-local'
  const isRadio = at.type === 'radio' && at.name === wanted.name && at.form === wanted.form
  return {
    isHere: at === wanted,
    isBeside: at !== wanted && isRadio,
    isSeen:
      at === document.body ||
      isDay ||
      isMarked(at) ||
      (label ? isMarked(label, '::before') : false),
    what: at.outerHTML.slice(0, 120),
  }
}

/**
 * Tab, Space, Enter, arrows within a question, and what is typed; nothing else. Throws when
 * something cannot be reached so, or when one does not see where the focus is on the way there.
 */
export function keyboardOn(page: Page): Hand {
  const at = on(page)
  const { keyboard } = page

  const walkTo = async (target: Locator) => {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      const focus = await target.evaluate(focusBeside)
      if (!focus.isSeen) throw new TypeError(`The focus is not seen on ${focus.what}`)
      if (focus.isHere) return
      await keyboard.press(focus.isBeside ? 'ArrowDown' : 'Tab')
    }
    throw new TypeError(`Not to be reached by keyboard: ${target}`)
  }
  const reach = async (target: Locator) => {
    const folded = foldedOver(target)
    for (let left = await folded.count(); left > 0; left -= 1) {
      await walkTo(folded.first())
      await keyboard.press('Enter')
    }
    await walkTo(target)
    return target
  }
  const enter = async (target: Locator) => {
    await reach(target)
    await keyboard.press('Enter')
  }
  const typeDay = async (target: Locator, text: string) => {
    const [day = '', time = ''] = text.split('T')
    const [year = '', month = '', date = ''] = day.split('-')
    const [hour = 0, minute = ''] = time.split(':').map(Number)
    await keyboard.type(`${month}${date}${year}`)
    if (time) {
      await keyboard.press('Tab')
      const twelve = String(hour % 12 || 12).padStart(2, '0')
      await keyboard.type(`${twelve}${String(minute).padStart(2, '0')}${hour < 12 ? 'AM' : 'PM'}`)
    }
    const typed = await target.inputValue()
    if (typed !== text.slice(0, 16)) throw new TypeError('The day was typed in another order')
  }

  return {
    async type(label, text) {
      const target = await reach(at.field(label))
      if (/^\d{4}-\d\d-\d\d/.test(text)) return typeDay(target, text)
      await keyboard.press('ControlOrMeta+A')
      await keyboard.type(text)
    },
    async mark(question, answer) {
      const target = await reach(at.answer(question, answer))
      if (!(await target.isChecked())) await keyboard.press('Space')
    },
    async pick(label, answer) {
      const target = await reach(at.list(label))
      await keyboard.type(answer)
      const chosen = await target.evaluate(({ selectedOptions }) => selectedOptions[0]?.text)
      if (chosen !== answer) throw new TypeError('Another one of the list was chosen')
    },
    press: (button) => enter(at.button(button)),
    follow: (link) => enter(at.link(link)),
  }
}
