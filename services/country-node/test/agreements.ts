import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { findAgreement } from '../src/agreements/agreement-queries.ts'
import { type LiveGrant, standingsOf } from '../src/agreements/agreements-in-force.ts'
import { findCover } from '../src/agreements/cover.ts'
import { type NodeContext, seconds } from '../src/context.ts'

/** The items that may go now under this agreement and whatever stands beside it. */
export async function covered(context: NodeContext, agreement: string): Promise<string[]> {
  const cover = await findCover(context.db, agreement as RandomId, seconds(context.now))
  return (cover?.items ?? []).toSorted()
}

/** The grants of one agreement that may be used now, as they are stored. */
export async function grantsOf({ db, now }: NodeContext, id: string): Promise<LiveGrant[]> {
  const agreement = await findAgreement(db, id as RandomId)
  if (!agreement) throw new TypeError('there is no such agreement')
  const [standing] = await standingsOf(db, [agreement], seconds(now))
  return standing?.grants ?? []
}

/** That a call was refused, with this problem. */
export function expectProblem(
  reply: { statusCode: number; json(): { type?: string } },
  code: string,
): void {
  expect(reply.json().type).toBe(`urn:causeway:problem:${code}`)
}
