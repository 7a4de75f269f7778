import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { findCover } from '../src/agreements/cover.ts'
import { type NodeContext, seconds } from '../src/context.ts'

/** The items that may go now under this agreement and whatever stands beside it. */
export async function covered(context: NodeContext, agreement: string): Promise<string[]> {
  const cover = await findCover(context.db, agreement as RandomId, seconds(context.now))
  return (cover?.items ?? []).toSorted()
}

/** That a call was refused, with this problem. */
export function expectProblem(
  reply: { statusCode: number; json(): { type?: string } },
  code: string,
): void {
  expect(reply.json().type).toBe(`urn:causeway:problem:${code}`)
}
