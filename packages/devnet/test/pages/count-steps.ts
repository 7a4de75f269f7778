import { type BrowserLog, patternOf } from './browser-log.ts'

/** The page that holds nothing but the button that sends. */
const SEND = '/returns/:id/send'
/** Forms that keep something for whoever typed it, or change what they see; nothing leaves the node. */
const keeping = /^\/returns(\/:id\/(return|person|safety|choice|agree))?$|^\/(language|stay)$/
/** Says no more than that somebody looks, which the other side is told as a receipt. */
const OPEN = '/receiving/:id/open'

/** The pages that a sender goes through from *New return* until there is nothing left but to send. */
export function pagesOfReturn({ answers }: BrowserLog): string[] {
  const begun = answers.findIndex(
    ({ method, url }) => method === 'POST' && patternOf(url) === '/returns',
  )
  const rest = answers.slice(begun + 1)
  const end = rest.findIndex(({ url }) => patternOf(url) === SEND)
  const seen = rest
    .slice(0, end)
    .filter(({ isPage, status }) => isPage && (status === 200 || status === 422))
    .map(({ url }) => patternOf(url))
  return [...new Set(seen)]
}

/** What was done with effect on the other side, by the addresses of the forms, in order. */
export const committingActs = ({ answers }: BrowserLog): string[] =>
  answers
    .filter(({ method, status, isPage }) => method === 'POST' && status === 303 && isPage)
    .map(({ url }) => patternOf(url))
    .filter((path) => !keeping.test(path) && path !== OPEN && !path.startsWith('/interaction'))
