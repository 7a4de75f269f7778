import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../../context.ts'
import { destroyDataKeys } from '../../vault/data-key-queries.ts'
import { type DraftOwner, deleteDraft, lockDraft } from './page-draft-queries.ts'

/**
 * Throws away what a worker has typed and the key that it is kept under; may be said again. Throws
 * `Problem('transition-refused')` once it is being sent or has been: her record has begun then.
 */
export const discardDraft = ({ db }: NodeContext, owner: DraftOwner, id: RandomId): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const row = await lockDraft(trx, owner, id)
    if (!row) return
    if (row.sending_at || row.ended_at) throw new Problem('transition-refused')
    await deleteDraft(trx, id)
    await destroyDataKeys(trx, id)
  })
