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
    select id, referral.id as referral, person_id as person from subject join referral using (id)
    union all
    select id, referral.id, referral.person_id
      from subject join alarm using (id) join referral on referral.id = alarm.referral_id
    union all
    select id, null, id from subject join person using (id)
    union all
    select id, null, person_id from subject join agreement using (id)
    union all
    select id, null, person_id from subject join withdrawal using (id)
    union all
    select id, null, person_id from subject join survivor_window using (id)
  `.execute(db)
  return new Map(
    rows.map(({ id, referral, person }) => [
      id,
      { ...(referral ? { referral } : {}), ...(person ? { person } : {}) },
    ]),
  )
}
