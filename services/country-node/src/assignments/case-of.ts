import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Person } from '../people/record-queries.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import type { Resource } from '../staff/decide.ts'
import { hasOpenAlarm, listAssigned, listReferralsOf } from './assignment-queries.ts'

/** A person or a referral as `decide` takes it. */
export type Case = Required<Resource> & { org: RandomId }

/** Whose record it is, who works with her, and whether anybody waits for her now. */
export async function caseOfPerson(
  db: Kysely<Database>,
  { id, org }: Pick<Person, 'id' | 'org'>,
  at: Date,
): Promise<Case> {
  const referrals = await listReferralsOf(db, id)
  return {
    org,
    assigned: await listAssigned(db, [id], at),
    isAwaited: await isAwaited(db, referrals),
  }
}

/** The same of a referral. Who is assigned to her is so to all her referrals, not the other way. */
export async function caseOfReferral(
  db: Kysely<Database>,
  referral: Pick<Referral, 'id' | 'own_org' | 'person_id' | 'state'>,
  at: Date,
): Promise<Case> {
  const { id, own_org: org, person_id } = referral
  return {
    org,
    assigned: await listAssigned(db, person_id ? [id, person_id] : [id], at),
    isAwaited: await isAwaited(db, [referral]),
  }
}

/** Somebody is to meet her, or looks for what became of her. */
const isAwaited = async (
  db: Kysely<Database>,
  referrals: readonly Pick<Referral, 'id' | 'state'>[],
): Promise<boolean> =>
  referrals.some(({ state }) => state.meeting === 'open') ||
  (await hasOpenAlarm(
    db,
    referrals.map(({ id }) => id),
  ))
