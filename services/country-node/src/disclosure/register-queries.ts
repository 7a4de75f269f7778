import type { Identity, RandomId, Seconds } from '@causeway/schemas/wire'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

/** All of it must hold; what is left out asks nothing. */
export interface RegisterSearch {
  referrals?: readonly RandomId[] | undefined
  people?: readonly RandomId[] | undefined
  from?: Date | undefined
  until?: Date | undefined
  /** The last line of the page before. */
  after?: { at: Date; event: Identity } | undefined
}

export type RegisterRow = Awaited<ReturnType<typeof listRegister>>[number]

/** What nothing is found by, where nothing was given: no id is empty. */
const some = (ids: readonly RandomId[]) => (ids.length > 0 ? ids : ['' as RandomId])

/** Newest first. */
export const listRegister = (
  db: Kysely<Database>,
  { referrals, people, from, until, after }: RegisterSearch,
  limit: number,
) =>
  db
    .selectFrom('disclosure')
    .innerJoin('referral', 'referral.id', 'disclosure.referral_id')
    .select(['event_identity as event', 'referral_id', 'disclosure.person_id', 'tier', 'items'])
    .select(['disclosure.agreement_id', 'grants', 'to_node', 'to_org', 'at', 'own_org', 'state'])
    .$if(referrals !== undefined, (query) =>
      query.where('referral_id', 'in', some(referrals ?? [])),
    )
    .$if(people !== undefined, (query) =>
      query.where('disclosure.person_id', 'in', some(people ?? [])),
    )
    .$if(from !== undefined, (query) => query.where('at', '>=', from as Date))
    .$if(until !== undefined, (query) => query.where('at', '<', until as Date))
    .$if(after !== undefined, (query) => {
      const { at, event } = after as NonNullable<typeof after>
      return query.where(({ eb, or, and }) =>
        or([eb('at', '<', at), and([eb('at', '=', at), eb('event_identity', '>', event)])]),
      )
    })
    .orderBy('at', 'desc')
    .orderBy('event_identity')
    .limit(limit)
    .execute()

/** On what articles the parts of these agreements rest. */
export const listBases = (db: Kysely<Database>, grants: readonly Identity[]) =>
  grants.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('agreement_grant')
        .select(['identity', 'basis'])
        .where('identity', 'in', grants)
        .execute()

/** What was withdrawn that these referrals have to know of, oldest first, and by when it is answered. */
export const listWithdrawn = (db: Kysely<Database>, referrals: readonly RandomId[]) =>
  db
    .selectFrom('withdrawal_message')
    .innerJoin('withdrawal', 'withdrawal.id', 'withdrawal_message.withdrawal_id')
    .leftJoin('deadline', (join) =>
      join
        .onRef('deadline.referral_id', '=', 'withdrawal_message.referral_id')
        .onRef('deadline.key', '=', 'withdrawal_message.eid')
        .on('deadline.kind', '=', 'withdrawal_answer'),
    )
    .select(['withdrawal_message.referral_id', 'eid', 'groups', 'at', 'came_by', 'undone_at'])
    .select('deadline.due_at')
    .where('withdrawal_message.referral_id', 'in', some(referrals))
    .orderBy('at')
    .orderBy('withdrawal.id')
    .execute()

/** The most that one page lists. */
const LIMIT = 200

/** Withdrawals that nobody has answered in their time, in any referral of the node, oldest first. */
export const listOverdue = (db: Kysely<Database>, now: Seconds) =>
  db
    .selectFrom('deadline')
    .innerJoin('referral', 'referral.id', 'deadline.referral_id')
    .select(['referral.id', 'deadline.due_at', 'peer_org'])
    .where('kind', '=', 'withdrawal_answer')
    .where('deadline.due_at', '<=', now)
    .where(
      sql<boolean>`exists (
        select from jsonb_to_recordset(state -> 'restrictions')
          as restriction (withdrawal text, "answeredBy" jsonb, undone boolean)
        where withdrawal = deadline.key and "answeredBy" = '[]' and not undone
      )`,
    )
    .orderBy('deadline.due_at')
    .limit(LIMIT)
    .execute()
