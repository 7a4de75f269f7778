import type { Telling } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type {
  Expression,
  ExpressionBuilder,
  Insertable,
  Kysely,
  Selectable,
  SqlBool,
  Transaction,
} from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import type { Line, Place } from './count-askings.ts'

export type TellingRow = Selectable<Database['telling']>

export async function insertTellings(
  trx: Transaction<Database>,
  rows: readonly Insertable<Database['telling']>[],
): Promise<void> {
  if (rows.length === 0) return
  await trx
    .insertInto('telling')
    .values([...rows])
    .execute()
}

/** By this event the other side of a referral knows these lines; those that it knew stay as they are. */
export async function keepMessages(
  trx: Transaction<Database>,
  lines: readonly RandomId[],
  message: Omit<Insertable<Database['telling_message']>, 'telling_id'>,
): Promise<void> {
  if (lines.length === 0) return
  await trx
    .insertInto('telling_message')
    .values(lines.map((telling_id) => ({ telling_id, ...message })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type Which = (eb: ExpressionBuilder<Database, 'telling'>) => Expression<SqlBool>

/** Told here of this person, or in a referral of hers, by either side. */
export const ofPerson =
  (person: RandomId): Which =>
  ({ eb, or, selectFrom }) =>
    or([
      eb('person_id', '=', person),
      eb(
        'referral_id',
        'in',
        selectFrom('referral').select('id').where('referral.person_id', '=', person),
      ),
    ])

/** Told in this referral, or told to its other side by an event of its own. */
export const inReferral =
  (referral: RandomId): Which =>
  ({ eb, or, selectFrom }) =>
    or([
      eb('referral_id', '=', referral),
      eb(
        'id',
        'in',
        selectFrom('telling_message')
          .innerJoin('referral_event', 'referral_event.identity', 'event_identity')
          .select('telling_id')
          .where('telling_message.referral_id', '=', referral)
          .where('type', '=', 'asked_again'),
      ),
    ])

/** Told here of who this referral is about, and not yet known to its other side. */
export const untoldIn =
  ({ id, person_id }: Pick<Referral, 'id' | 'person_id'>): Which =>
  ({ eb, and, or, not, exists, selectFrom }) =>
    and([
      or([eb('referral_id', '=', id), eb('person_id', '=', person_id)]),
      not(
        exists(
          selectFrom('telling_message')
            .select('telling_id')
            .whereRef('telling_id', '=', 'telling.id')
            .where('telling_message.referral_id', '=', id),
        ),
      ),
    ])

export const listTellings = (db: Kysely<Database>, which: Which): Promise<TellingRow[]> =>
  db.selectFrom('telling').selectAll().where(which).orderBy('at').orderBy('id').execute()

/** Lines that count: what came by an event does from when the event does. */
export async function listLines(db: Kysely<Database>, which: Which): Promise<Line[]> {
  const rows = await listTellings(db, which)
  if (rows.length === 0) return []
  const messages = await listMessages(db, which)
  return rows.flatMap((row) => {
    const own = messages.filter(({ telling_id }) => telling_id === row.id)
    if (own.some(({ waits }) => waits)) return []
    return [{ id: row.id, ...tellingOf(row), passed: own.map(({ place }) => place) }]
  })
}

/** A line as it is shown and as it travels: why she was asked is not part of it. */
export const tellingOf = (row: TellingRow): Omit<Telling, 'because'> => {
  const { topic, to_org, to_role, at, form, is_reusable, was_asked } = row
  return { topic, to: { org: to_org, role: to_role }, at, form, is_reusable, was_asked }
}

async function listMessages(db: Kysely<Database>, which: Which) {
  const rows = await db
    .selectFrom('telling_message')
    .innerJoin('referral_event as event', 'event.identity', 'telling_message.event_identity')
    .innerJoin('referral', 'referral.id', 'telling_message.referral_id')
    .select(['telling_id', 'event.referral_id as referral', 'peer_node as peer'])
    .select(['event.node', 'event.n', 'event.at', 'env', 'applied_at'])
    .where('telling_id', 'in', (eb) => eb.selectFrom('telling').select('telling.id').where(which))
    .execute()
  return rows.map(({ telling_id, env, applied_at, ...place }) => ({
    telling_id,
    place: place satisfies Place,
    waits: env !== null && applied_at === null,
  }))
}
