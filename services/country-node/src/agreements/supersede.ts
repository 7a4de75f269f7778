import type { Purpose } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import type { Receiver } from '@causeway/schemas/record'
import type { RandomId, Seconds } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { insertAgreementEvent } from './agreement-queries.ts'
import { agreementsInForce } from './agreements-in-force.ts'

interface Successor {
  agreement_id: RandomId
  person_id: RandomId
  receiver: Receiver
  purpose: Purpose
  by: RandomId
  at: Seconds
}

/**
 * Ends an agreement, as a whole, since she was asked anew. Agreements that nobody names stand beside
 * each other. Throws `Problem('agreement-not-in-force')` unless the one named is in force for the
 * same person, receiver and purpose.
 */
export async function supersede(
  trx: Transaction<Database>,
  earlier: RandomId,
  { agreement_id, person_id, receiver, purpose, by, at }: Successor,
): Promise<void> {
  const standing = await agreementsInForce(trx, person_id, receiver, purpose, at)
  if (!standing.some(({ id }) => id === earlier && id !== agreement_id)) {
    const fault = { pointer: '/supersedes', in: 'body', rule: 'in_force' } as const
    throw new Problem('agreement-not-in-force', { faults: [fault] })
  }
  await insertAgreementEvent(trx, { agreement_id: earlier, kind: 'superseded', by, at })
}
