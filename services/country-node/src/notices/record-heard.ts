import type { Heard } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { requireNotice } from './find-notice.ts'

interface Listener {
  personId: RandomId
  /** Pseudonym of who put it to her. */
  by: RandomId
}

/**
 * Keeps which wording she heard before she told anything, and how. Throws
 * `Problem('notice-unknown')`.
 */
export async function recordHeard(
  { notices, now }: Pick<NodeContext, 'notices' | 'now'>,
  trx: Transaction<Database>,
  { personId, by }: Listener,
  { notice: id, version, lang, how, interpreter }: Heard,
): Promise<void> {
  const { sha256 } = requireNotice(notices, { id, version, lang }, '/heard')
  const heard = { notice: id, version, lang, sha256, how, interpreter }
  await trx
    .insertInto('notice_heard')
    .values({ person_id: personId, ...heard, at: now(), heard_from: by })
    .execute()
}
