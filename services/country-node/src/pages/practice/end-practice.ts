import type { Transaction } from 'kysely'
import type { NodeContext } from '../../context.ts'
import type { Database } from '../../database/schema.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { deletePractice, listPracticeBefore, listPracticeOf } from './practice-queries.ts'

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

/** Destroys all that this worker has typed in practice; done twice it does nothing. */
export const endPractice = (
  { db }: NodeContext,
  { pseudonym }: Pick<StaffActor, 'pseudonym'>,
): Promise<void> => db.transaction().execute((trx) => destroy(trx, listPracticeOf(trx, pseudonym)))

/** Destroys what was begun in practice more than a day ago. Run with every sweep. */
export const sweepPractice = ({ db, now }: NodeContext): Promise<void> => {
  const before = new Date(now().getTime() - DAY_MILLISECONDS)
  return db.transaction().execute((trx) => destroy(trx, listPracticeBefore(trx, before)))
}

async function destroy(
  trx: Transaction<Database>,
  found: ReturnType<typeof listPracticeOf>,
): Promise<void> {
  for (const { id } of await found) await deletePractice(trx, id)
}
