import type { Browser, Locator, Page } from '@causeway/testkit/browser'
import { type BrowserLog, keepLog } from './browser-log.ts'
import type { Hand } from './hand.ts'
import { keyboardOn } from './keyboard.ts'
import { pointerOn } from './pointer.ts'
import { type Language, readSay, type Say } from './texts.ts'

export const widths = { phone: 360, desktop: 1280 } as const

/** How somebody is at the pages. */
export interface Equipment {
  width: keyof typeof widths
  hasScript: boolean
  /** Uses no mouse and no finger. */
  byKeyboard?: boolean
}

/** Somebody in front of pages, in a browser of their own, who reads a language. */
export interface Visitor {
  page: Page
  /** Whose pages these are. */
  origin: string
  /** Whatever else the browser may be sent to. */
  beside: readonly string[]
  language: Language
  say: Say
  hand: Hand
  log: BrowserLog
  equipment: Equipment
  open(path: string): Promise<void>
  /** Notes the page that stands now. */
  stand(): Promise<void>
  close(): Promise<void>
}

export interface VisitorOptions {
  browser: Browser
  origin: string
  beside?: readonly string[]
  language: Language
  equipment: Equipment
  /** Looks at each page that comes to stand. */
  look?: ((visitor: Visitor) => Promise<void>) | undefined
  /** Goes through what stands between one page and the next. */
  pass?: (page: Page) => Promise<void>
}

const PATIENCE = 40_000

export async function openVisitor(options: VisitorOptions): Promise<Visitor> {
  const { browser, origin, beside = [], language, equipment, look, pass } = options
  const context = await browser.newContext({
    viewport: { width: widths[equipment.width], height: 800 },
    javaScriptEnabled: equipment.hasScript,
    locale: language,
  })
  context.setDefaultTimeout(PATIENCE)
  const log = keepLog(context)
  const page = await context.newPage()
  const plain = equipment.byKeyboard ? keyboardOn(page) : pointerOn(page)

  const stand = async () => {
    log.titles.push(await page.title())
    await look?.(visitor)
  }
  /** Acts, and waits for the page to which that leads. */
  const lead = async (what: string | RegExp, act: () => Promise<unknown>) => {
    const from = page.url()
    try {
      await Promise.all([page.waitForEvent('domcontentloaded'), act()])
      await pass?.(page)
    } catch (cause) {
      throw new Error(`"${what}" on ${from} leads nowhere`, { cause })
    }
    await stand()
  }
  const visitor: Visitor = {
    page,
    origin,
    beside,
    language,
    say: readSay(language),
    hand: {
      ...plain,
      press: (button) => lead(button, () => plain.press(button)),
      follow: (link) => lead(link, () => plain.follow(link)),
    },
    log,
    equipment,
    open: (path) => lead(path, () => page.goto(`${origin}${path}`, { waitUntil: 'commit' })),
    stand,
    close: () => context.close(),
  }
  return visitor
}

/** A word that stands beside the status of a handover, and nowhere else. */
export const flagOf = ({ page }: Visitor, word: string): Locator =>
  page.locator('main .cw-status').getByText(word, { exact: true })

/** Loads the page anew until it shows something; as its reader would, a few times a second. */
export async function untilShown(visitor: Visitor, what: string | RegExp | Locator): Promise<void> {
  const isWords = typeof what === 'string' || what instanceof RegExp
  const wanted = isWords ? visitor.page.locator('main').getByText(what) : what
  const limit = Date.now() + PATIENCE
  while ((await wanted.count()) === 0) {
    if (Date.now() > limit) throw new TypeError(`The page never says ${what}`)
    await visitor.page.waitForTimeout(200)
    await visitor.page.reload({ waitUntil: 'domcontentloaded' })
  }
  await visitor.stand()
}
