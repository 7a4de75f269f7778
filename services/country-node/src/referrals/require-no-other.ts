import { endings } from '@causeway/protocol/referral'
import { Problem } from '@causeway/schemas/problems'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { lockPerson } from '../people/record-queries.ts'
import type { Referral } from './referral-queries.ts'

/**
 * Two places must never prepare for one person. Holds her row until the offer is committed, so that
 * two offers at the same moment see each other. A referral that people have to look at, or whose
 * offer its receiver has refused or can never get, does not stand in the way of another one.
 * Throws `Problem('referral-open')`.
 */
export async function requireNoOther(
  trx: Transaction<Database>,
  { id, person_id }: Referral,
): Promise<void> {
  if (!person_id) throw new TypeError('only a sender offers')
  await lockPerson(trx, person_id)
  const other = await trx
    .selectFrom('referral')
    .select('id')
    .where('person_id', '=', person_id)
    .where('id', '!=', id)
    .where('side', '=', 'sender')
    .where('status', 'not in', ['draft', 'dropped', ...endings])
    .where(sql<boolean>`state->>'frozen' is null`)
    .where(sql<boolean>`not exists (
      select from outbox
      join referral_event on referral_event.identity = outbox.event_identity
      where outbox.referral_id = referral.id and referral_event.type = 'offered'
        and outbox.settled_at is null
        and ((outbox.refused is not null and outbox.replaced_by is null)
          or exists (select from receipt where receipt.env = outbox.identity and kind = 'rejected')))`)
    .limit(1)
    .executeTakeFirst()
  if (other) throw new Problem('referral-open')
}
