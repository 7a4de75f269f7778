import type { RandomId } from '@causeway/schemas/wire'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'

/** The most that one page lists. */
const LIMIT = 200

const shown = ['referral.id', 'referral.side', 'referral.urgency'] as const

/**
 * What has to have happened by some time and has not. Follow-ups are apart: their deadline is done
 * once a worker has been told of it, and not when somebody has asked.
 */
export const listOpenDeadlines = (db: Kysely<Database>, org: RandomId) =>
  db
    .selectFrom('deadline')
    .innerJoin('referral', 'referral.id', 'deadline.referral_id')
    .select([...shown, 'deadline.kind', 'deadline.due_at'])
    .where('referral.own_org', '=', org)
    .where('deadline.done_at', 'is', null)
    .where('deadline.kind', '!=', 'follow_up')
    .orderBy('deadline.due_at')
    .limit(LIMIT)
    .execute()

/** Of people in our care: when somebody should have asked how she is, and nobody has. */
export const listUnasked = (db: Kysely<Database>, org: RandomId, now: Date) =>
  db
    .selectFrom('follow_up')
    .innerJoin('referral', 'referral.id', 'follow_up.referral_id')
    .select([...shown, 'follow_up.due_at'])
    .where('referral.own_org', '=', org)
    .where('referral.status', '=', 'in_care')
    .where('follow_up.done_at', 'is', null)
    .where('follow_up.due_at', '<=', now)
    .orderBy('follow_up.due_at')
    .limit(LIMIT)
    .execute()

/** Alarms that nobody has ended; of the whole node when `org` is left out. */
export const listAlarmsNow = (db: Kysely<Database>, org: RandomId | undefined) =>
  db
    .selectFrom('alarm')
    .innerJoin('referral', 'referral.id', 'alarm.referral_id')
    .select([...shown, 'alarm.id as alarm', 'alarm.raised_at', 'alarm.acknowledged_at'])
    .$if(org !== undefined, (query) => query.where('alarm.org', '=', org as RandomId))
    .where('alarm.ended_at', 'is', null)
    .orderBy(sql`alarm.acknowledged_at is not null`)
    .orderBy('alarm.raised_at')
    .limit(LIMIT)
    .execute()

/**
 * Where no clock runs and the next step may still be ours: accepted or arrived here, with a question,
 * a recall or a signature on a plan of the other side.
 */
export const listOurTurn = (db: Kysely<Database>, org: RandomId) =>
  db
    .selectFrom('referral')
    .select([...shown, 'referral.status', 'referral.state', 'referral.changed_at'])
    .select(hasOpenPlan.as('has_open_plan'))
    .where('referral.own_org', '=', org)
    .where('referral.stage', 'in', ['to_answer', 'running'])
    .where((eb) =>
      eb.or([
        eb.and([
          eb('referral.side', '=', 'receiver'),
          eb('referral.status', 'in', ['accepted', 'arrived']),
        ]),
        isRecallAsked,
        hasQuestion,
        hasOpenPlan,
      ]),
    )
    .orderBy('referral.changed_at')
    .limit(LIMIT)
    .execute()

const isRecallAsked = sql<boolean>`coalesce((referral.state ->> 'recallRequested')::boolean, false)`

/** Of the other side, and without an answer. */
const hasQuestion = sql<boolean>`exists (
  select from jsonb_array_elements(referral.state -> 'questions') as question
  where question ->> 'by' <> referral.side and question -> 'answeredAt' is null
)`

/** A signature that made no plan yet and is not overtaken. */
const hasOpenPlan = sql<boolean>`exists (
  select from referral_event as signature
  where signature.referral_id = referral.id and signature.type = 'plan_signed'
    and not referral.state -> 'signatures' ? signature.identity
    and not referral.state -> 'superseded' ? signature.identity
)`
