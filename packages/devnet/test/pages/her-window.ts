import { randomInt } from 'node:crypto'
import type { Browser } from '@causeway/testkit/browser'
import type { Language } from './texts.ts'
import { type Equipment, openVisitor, type Visitor, type VisitorOptions } from './visitor.ts'
import type { Worker } from './worker.ts'

/** What she carries: a slip with an address and a code, and six digits that nobody else knows. */
export interface Slip {
  address: string
  code: string
  pin: string
  /** In which it opens. */
  language: Language
}

/** Six digits that are no row, no pair and no date. */
const aPin = () => `9${randomInt(10)}4${randomInt(10)}71`

/** From the page of a handover, with her in the room: she chooses her PIN, and gets a slip. */
export async function openHerWindow(worker: Worker, language: Language): Promise<Slip> {
  const { page, say, hand } = worker
  const pin = aPin()
  await hand.follow(say('send.link.window'))
  await hand.mark(say('field.window_language'), say(`window.language.${language}`))
  await hand.type(say('field.window_pin_new'), pin)
  await hand.type(say('field.window_pin_again'), pin)
  await hand.press(say('window.setup.submit'))
  const [address = '', code = ''] = await page.locator('.cw-card .cw-number').allInnerTexts()
  await hand.follow(say('window.slip.back'))
  return { address, code, pin, language }
}

/** On a telephone of her own, with what is on the slip and what she remembers. */
export async function enterHerWindow(
  browser: Browser,
  { address, code, pin, language }: Slip,
  { hasScript, look }: Pick<Equipment, 'hasScript'> & Pick<VisitorOptions, 'look'>,
): Promise<Visitor> {
  const equipment = { width: 'phone', hasScript } as const
  const visitor = await openVisitor({ browser, origin: address, language, equipment, look })
  const { say, hand } = visitor
  await visitor.open('/')
  await hand.type(say('field.window_code'), code)
  await hand.type(say('field.window_pin'), pin)
  await hand.press(say('window.enter.submit'))
  return visitor
}

/** She stops everything. Gives the moment at which she said so. */
export async function stopEverything({ say, hand }: Visitor): Promise<number> {
  await hand.follow(say('window.act.stop'))
  const said = Date.now()
  await hand.press(say('window.confirm.yes.stop'))
  return said
}
