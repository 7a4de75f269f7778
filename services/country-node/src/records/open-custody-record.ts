import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { assignToRecord } from '../assignments/assign-to-record.ts'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { insertPerson } from '../people/record-queries.ts'
import type { Referral } from '../referrals/referral-queries.ts'

/**
 * Opens a record of its own at the node in whose care she is now, or finds the one she has here
 * already: an earlier referral brought the same signed record to the same organisation. What was
 * received is part of it from then on, and who was assigned to the referral is so to her. Returns
 * the person's id; the same one when called again.
 */
export async function openCustodyRecord(
  trx: Transaction<Database>,
  { randomId, now }: NodeContext,
  { id, own_org, person_id }: Pick<Referral, 'id' | 'own_org' | 'person_id'>,
  actor: { pseudonym: RandomId },
): Promise<RandomId> {
  if (person_id) return person_id
  const known = await findKnownPerson(trx, id, own_org)
  const person = known ?? randomId()
  if (!known) {
    const { pseudonym: created_by } = actor
    await insertPerson(trx, {
      id: person,
      org: own_org,
      created_by,
      created_at: now(),
      origin_referral: id,
    })
  }
  await trx.updateTable('referral').set({ person_id: person }).where('id', '=', id).execute()
  await assignToRecord(trx, id, person, now())
  return person
}

async function findKnownPerson(
  trx: Transaction<Database>,
  referral: RandomId,
  org: RandomId,
): Promise<RandomId | undefined> {
  const earlier = await trx
    .selectFrom('received_disclosure as ours')
    .innerJoin('received_disclosure as theirs', 'theirs.rec', 'ours.rec')
    .innerJoin('referral', 'referral.id', 'theirs.referral_id')
    .select('referral.person_id')
    .where('ours.referral_id', '=', referral)
    .where('referral.own_org', '=', org)
    .where('referral.side', '=', 'receiver')
    .where('referral.person_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return earlier?.person_id ?? undefined
}
