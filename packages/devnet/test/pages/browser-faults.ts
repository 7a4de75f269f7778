import type { Answer } from './browser-log.ts'
import type { Visitor } from './visitor.ts'

const isAsset = ({ url }: Answer) => new URL(url).pathname.startsWith('/assets/')

/** What one answer of a node lacks or allows. */
function faultsOf(answer: Answer): string[] {
  const { headers, isPage, status, url } = answer
  const policy = headers['content-security-policy'] ?? ''
  const isShown = isPage && status !== 303 && status !== 204
  return [
    ...(!isAsset(answer) && headers['cache-control'] !== 'no-store' ? ['may be stored'] : []),
    ...(isShown && !policy.includes("default-src 'none'") ? ['has no policy'] : []),
    ...(/unsafe-|https?:|\*/.test(policy) ? ['allows too much'] : []),
  ].map((fault) => `${fault}: ${new URL(url).pathname}`)
}

/**
 * What a browser should not have met on the way: other hosts than those of the pages and of the identity provider,
 * answers that may be stored, pages without a strict policy, and its own complaints about them.
 */
export function browserFaults({ log, origin, beside }: Visitor): string[] {
  const own = new Set([origin, ...beside])
  const foreign = log.urls.map((url) => new URL(url).origin).filter((origin) => !own.has(origin))
  const fromNode = log.answers.filter(({ url }) => url.startsWith(`${origin}/`))
  return [
    ...foreign.map((origin) => `foreign: ${origin}`),
    ...fromNode.flatMap(faultsOf),
    ...log.complaints,
  ]
}

const kept = `(async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
}))()`

/** How many things the pages keep in the browser, by kind; cookies that script can read among them. */
export async function keptInBrowser({ page, origin }: Visitor): Promise<Record<string, number>> {
  const cookies = await page.context().cookies(origin)
  const readable = cookies.filter(({ httpOnly }) => !httpOnly).length
  return { ...(await page.evaluate<Record<string, number>>(kept)), readable }
}

export const nothingKept = {
  local: 0,
  session: 0,
  databases: 0,
  caches: 0,
  workers: 0,
  readable: 0,
}
