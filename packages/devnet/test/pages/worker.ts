import type { Browser, Page } from '@causeway/testkit/browser'
import type { NetworkNode } from '../../src/start-network.ts'
import { type BrowserLog, keepLog } from './browser-log.ts'
import type { Hand } from './hand.ts'
import { keyboardOn } from './keyboard.ts'
import { pointerOn } from './pointer.ts'
import { passSignIn } from './sign-in.ts'
import { type Language, readSay, type Say } from './texts.ts'

export const widths = { phone: 360, desktop: 1280 } as const

/** How somebody is at the pages. */
export interface Equipment {
  width: keyof typeof widths
  hasScript: boolean
  /** Uses no mouse and no finger. */
  byKeyboard?: boolean
}

/** Somebody who works with the pages of a country: in a browser of their own, in a language. */
export interface Worker {
  page: Page
  node: NetworkNode
  language: Language
  say: Say
  hand: Hand
  log: BrowserLog
  equipment: Equipment
  /** Opens an address of the node, signing in on the way. */
  open(path: string): Promise<void>
  /** Notes the page that stands now. */
  stand(): Promise<void>
  close(): Promise<void>
}

interface WorkerOptions {
  browser: Browser
  node: NetworkNode
  /** The end of the name: `ngo-case-worker`. */
  user: string
  language: Language
  equipment: Equipment
  /** Looks at each page that comes to stand. */
  look?: (worker: Worker) => Promise<void>
}

const PATIENCE = 20_000

export async function openWorker(options: WorkerOptions): Promise<Worker> {
  const { browser, node, language, equipment, look } = options
  const user = node.users.find(({ sub }) => sub === `${node.id}-${options.user}`)
  if (!user) throw new TypeError('No such development user')
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
    await look?.(worker)
  }
  /** Acts, and waits for the page to which that leads. */
  const lead = async (act: () => Promise<unknown>) => {
    await Promise.all([page.waitForEvent('domcontentloaded'), act()])
    await passSignIn(page, user)
    await stand()
  }
  const worker: Worker = {
    page,
    node,
    language,
    say: readSay(language),
    hand: {
      ...plain,
      press: (button) => lead(() => plain.press(button)),
      follow: (link) => lead(() => plain.follow(link)),
    },
    log,
    equipment,
    open: (path) => lead(() => page.goto(`${node.url}${path}`, { waitUntil: 'commit' })),
    stand,
    close: () => context.close(),
  }
  return worker
}

/** Loads the page anew until it shows something; as its reader would, once a moment. */
export async function untilShown(worker: Worker, what: string | RegExp): Promise<void> {
  const limit = Date.now() + PATIENCE
  while ((await worker.page.getByText(what).count()) === 0) {
    if (Date.now() > limit) throw new TypeError(`The page never says ${what}`)
    await worker.page.waitForTimeout(200)
    await worker.page.reload({ waitUntil: 'domcontentloaded' })
  }
  await worker.stand()
}
