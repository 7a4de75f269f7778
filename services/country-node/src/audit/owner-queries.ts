import type { RandomId } from '@causeway/schemas/wire'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

interface Owners {
  referral?: RandomId
  person?: RandomId
}

/** What each of these subjects is part of; one that is part of nothing is left out. */
export async function listOwners(
  db: Kysely<Database>,
  subjects: readonly string[],
): Promise<Map<string, Owners>> {
  const { rows } = await sql<{ id: string; referral: RandomId | null; person: RandomId | null }>`
    with subject as (select unnest(${[...subjects]}::text[]) as id)
    select id, id as referral, person_id as person from referral join subject using (id)
    union all
    select alarm.id, referral_id, person_id
      from alarm join referral on referral.id = referral_id where alarm.id in (table subject)
    union all
    select id, null, id from person join subject using (id)
    union all
    select id, null, person_id from agreement join subject using (id)
    union all
    select id, null, person_id from withdrawal join subject using (id)
    union all
    select id, null, person_id from survivor_window join subject using (id)
  `.execute(db)
  return new Map(
    rows.map(({ id, referral, person }) => [
      id,
      { ...(referral ? { referral } : {}), ...(person ? { person } : {}) },
    ]),
  )
}
