import type { Category } from '@causeway/schemas/record'
import type { RandomId, Seconds } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { findAgreements, insertAgreementEvent } from './agreement-queries.ts'
import { standingsOf } from './agreements-in-force.ts'

interface AgreementWithdrawal {
  /** The withdrawal that this is part of; undoing names it again. */
  withdrawal: RandomId
  person: RandomId
  /** Of these groups; absent is of all. */
  groups?: readonly Category[] | undefined
  at: Seconds
  /** Pseudonym of who recorded it. */
  by: RandomId
}

/**
 * Takes back what is in force of every agreement of this person, of all groups or of those named,
 * whoever the receiver is. The caller holds her row. Returns the ids of the agreements that it
 * touched; a second call for the same withdrawal touches none.
 */
export async function withdrawAgreements(
  trx: Transaction<Database>,
  { withdrawal, person, groups, at, by }: AgreementWithdrawal,
): Promise<RandomId[]> {
  const standing = await standingsOf(trx, await findAgreements(trx, person), at)
  const touched = standing.filter(({ grants }) =>
    grants.some(({ group }) => groups?.includes(group) ?? true),
  )
  for (const { id } of touched) {
    const which = groups ? [...groups] : null
    const event = { agreement_id: id, kind: 'withdrawn' as const, groups: which, withdrawal }
    await insertAgreementEvent(trx, { ...event, by, at })
  }
  return touched.map(({ id }) => id)
}

/**
 * Undoes one withdrawal: what it took back is in force again, unless something else ended it
 * meanwhile. Returns the ids of the agreements that it touched.
 */
export async function restoreAgreements(
  trx: Transaction<Database>,
  { withdrawal, at, by }: Pick<AgreementWithdrawal, 'withdrawal' | 'at' | 'by'>,
): Promise<RandomId[]> {
  const events = await trx
    .selectFrom('agreement_event')
    .select(['agreement_id', 'kind'])
    .where('withdrawal', '=', withdrawal)
    .orderBy('position')
    .execute()
  const restored = new Set(
    events.filter(({ kind }) => kind === 'restored').map((event) => event.agreement_id),
  )
  const withdrawn = events.filter((event) => !restored.has(event.agreement_id))
  for (const { agreement_id } of withdrawn) {
    await insertAgreementEvent(trx, { agreement_id, kind: 'restored', withdrawal, by, at })
  }
  return withdrawn.map((event) => event.agreement_id)
}
