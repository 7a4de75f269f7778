import { expect } from 'vitest'
import { browserFaults, keptInBrowser, nothingKept } from './browser-faults.ts'
import type { Journey } from './common-case.ts'
import { committingActs, pagesOfReturn } from './count-steps.ts'

/** Nothing went anywhere else, nothing stayed behind in a browser, and no browser complained. */
export async function expectSound({ visitors }: Journey): Promise<void> {
  for (const visitor of visitors) {
    expect(browserFaults(visitor)).toEqual([])
    expect(await keptInBrowser(visitor)).toEqual(nothingKept)
  }
}

/** The common case took four pages to prepare and six acts in all, and these. */
export function expectShort({ sender, receiver }: Journey): void {
  expect(pagesOfReturn(sender.log)).toEqual([
    '/returns/:id/return',
    '/returns/:id/person',
    '/returns/:id/safety',
    '/returns/:id/agree',
  ])
  expect({ sender: committingActs(sender.log), receiver: committingActs(receiver.log) }).toEqual({
    sender: ['/returns/:id/send', '/sending/:id/plan', '/sending/:id/depart'],
    receiver: ['/receiving/:id/accept', '/receiving/:id/plan', '/receiving/:id/met'],
  })
}
