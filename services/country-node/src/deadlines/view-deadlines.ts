import type { DeadlinesView } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { listOpenAlarms } from '../alarms/alarm-queries.ts'
import type { Database } from '../database/schema.ts'
import { listDeadlines } from './deadline-queries.ts'

/** What whoever follows a referral has to know of its times. */
export async function viewDeadlines(
  db: Kysely<Database>,
  referral: RandomId,
): Promise<DeadlinesView> {
  const deadlines = await listDeadlines(db, referral)
  const end = deadlines.find(({ kind, done_at }) => kind === 'answer_end' && done_at === null)
  const alarms = await listOpenAlarms(db, referral)
  return {
    ...(end ? { answer_by: end.due_at } : {}),
    alarms: alarms.map(({ id, kind, isAcknowledged }) => ({
      id,
      kind,
      status: isAcknowledged ? ('acknowledged' as const) : ('open' as const),
    })),
  }
}
