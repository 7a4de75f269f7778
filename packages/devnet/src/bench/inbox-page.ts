import { gzipSync } from 'node:zlib'
import { follow, openPlainBrowser } from '../identity/browser.ts'
import { type NetworkNode, startNetwork } from '../start-network.ts'
import type { Figure, Timing } from './figure.ts'
import { fillInbox } from './fill-inbox.ts'

const ROWS = 100_000
const GOAL_MS = 50
/** Of a first load: the page, which is not compressed, and what it needs once. */
const GOAL_BYTES = 60_000
const WARM_UP = 40
const REQUESTS = 600
/** So far into the list that a query which counts from its beginning would show. */
const DEEP = 40

/**
 * P12: the pages of an inbox in which 10^5 handovers are, one after the other, over HTTP through a
 * signed-in session of an organisation that all of them were sent to. What is measured is the time
 * from the request to the last byte, so a little more than the server's own.
 */
export async function inboxPage(): Promise<Figure> {
  const network = await startNetwork({ nodes: ['gb', 'ro'], env: { LOG_LEVEL: 'silent' } })
  try {
    const { gb } = network.nodes
    const [user, other] = ['agency', 'ngo'].map((org) =>
      gb?.users.find(({ sub }) => sub === `gb-${org}-case-worker`),
    )
    if (!gb || !user || !other) throw new TypeError('Two organisations have a case worker')
    await fillInbox(gb.database.adminUrl, user.org, ROWS)
    return await measure(gb, user, other)
  } finally {
    await network.close()
  }
}

type User = NetworkNode['users'][number]

async function measure(node: NetworkNode, user: User, other: User): Promise<Figure> {
  const open = await enter(node, user)
  const openEmpty = await enter(node, other)
  const first = await open('/inbox')
  const empty = await openEmpty('/inbox')
  const isShown = (page: string) => page.includes('href="/receiving/')
  if (!isShown(first) || isShown(empty)) throw new TypeError('One inbox is full, the other is not')

  const parts = {
    'the first page': ['/inbox'],
    [`the ${DEEP}th page`]: [await goDeep(open)],
    'accepted and in care': ['/inbox?stage=running'],
    ended: ['/inbox?stage=ended'],
    'only emergencies': ['/inbox?stage=to_answer&urgency=emergency'],
  }
  const paths = Object.values(parts).flat()
  await time(open, paths, WARM_UP)
  const whole = await time(open, paths, REQUESTS)
  const lines: Figure['lines'] = []
  for (const [what, some] of Object.entries(parts)) {
    const measured = await time(open, some, REQUESTS / 4)
    lines.push({
      what: `ms p99, p50 ${measured.p50.toFixed(1)}: ${what}`,
      ratio: measured.p99,
      measured,
    })
  }
  await time(openEmpty, ['/inbox'], WARM_UP)
  const none = await time(openEmpty, ['/inbox'], REQUESTS / 4)
  lines.push({
    what: `ms p99, p50 ${none.p50.toFixed(1)}: the same page of who has received nothing`,
    ratio: none.p99,
    measured: none,
  })
  const weight = await weigh(first, open)
  const kilobytes = { what: 'kB of a first load', ratio: weight / 1000, measured: whole }
  return {
    id: 'P12',
    what: `ms p99, p50 ${whole.p50.toFixed(1)}: inbox with ${ROWS} handovers`,
    ratio: whole.p99,
    goal: { atMost: GOAL_MS },
    ok: whole.p99 <= GOAL_MS && weight <= GOAL_BYTES,
    denominator: `the clock: ${REQUESTS} pages one after the other, and <= ${GOAL_BYTES / 1000} kB`,
    measured: whole,
    lines: [...lines, kilobytes],
  }
}

type Open = (path: string) => Promise<string>

/** Signs in with a browser of its own, which then opens pages. */
async function enter(node: NetworkNode, user: User): Promise<Open> {
  const browser = openPlainBrowser()
  const credentials = new URLSearchParams({ user: user.sub, password: user.password })
  await follow(browser, new URL('/inbox', node.url), credentials)
  return async (path) => {
    const { reply, text } = await browser.open(new URL(path, node.url))
    if (reply.status !== 200) throw new TypeError(`The inbox answers ${reply.status}`)
    return text
  }
}

/** The address of a page that many pages lead to. */
async function goDeep(open: Open): Promise<string> {
  let path = '/inbox'
  for (let page = 1; page < DEEP; page += 1) {
    const next = /href="([^"]+)" rel="next"/.exec(await open(path))?.[1]
    if (!next) throw new TypeError('The inbox has more pages')
    path = next.replaceAll('&amp;', '&')
  }
  return path
}

/** Medians of three rounds: what else the machine does meanwhile is seldom in all of them. */
async function time(open: Open, paths: readonly string[], count: number): Promise<Timing> {
  const rounds: Timing[] = []
  for (let round = 0; round < 3; round += 1) {
    rounds.push(await timeOnce(open, paths, Math.ceil(count / 3)))
  }
  const middle = (of: (timing: Timing) => number) =>
    rounds.map(of).toSorted((a, b) => a - b)[1] as number
  return { p50: middle(({ p50 }) => p50), p99: middle(({ p99 }) => p99), requests: count }
}

/** Milliseconds from each request to the last byte of its answer. */
async function timeOnce(open: Open, paths: readonly string[], count: number): Promise<Timing> {
  const taken: number[] = []
  for (let n = 0; n < count; n += 1) {
    const start = performance.now()
    await open(paths[n % paths.length] as string)
    taken.push(performance.now() - start)
  }
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * count) - 1] as number
  return { p50: at(0.5), p99: at(0.99), requests: count }
}

/** Bytes of a page, and of style and script that it fetches once, which go compressed. */
async function weigh(page: string, open: Open): Promise<number> {
  const links = page.match(/(?:href|src)="\/[^"]+\.(?:css|js|svg)"/g) ?? []
  const paths = new Set(links.map((link) => link.slice(link.indexOf('"') + 1, -1)))
  let bytes = Buffer.byteLength(page)
  for (const path of paths) bytes += gzipSync(await open(path)).length
  return bytes
}
