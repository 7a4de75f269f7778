import { z } from 'zod'
import { defineView } from './define-view.ts'

/** What can go wrong with a request, as people tell it apart; each has its words. */
export const PageProblem = z.enum(['forbidden', 'gone', 'form', 'later', 'fault'])
export type PageProblem = z.infer<typeof PageProblem>

const byStatus: Record<number, PageProblem> = {
  400: 'form',
  401: 'forbidden',
  403: 'forbidden',
  404: 'gone',
  405: 'gone',
  410: 'gone',
  413: 'form',
  415: 'form',
  422: 'form',
  429: 'later',
  503: 'later',
}

/** What to tell a person about an HTTP status. */
export const problemOf = (status: number): PageProblem => byStatus[status] ?? 'fault'

/** What happened, whether anything was lost, and where to go on. */
export const problemView = defineView(
  'kit/problem',
  z.strictObject({ problem: PageProblem, homeHref: z.string().startsWith('/') }),
)
