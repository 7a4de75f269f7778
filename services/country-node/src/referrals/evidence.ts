import type { Evidence } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import { listReceipts } from '../exchange/receipt-queries.ts'
import { envelopesOf } from './envelopes-of.ts'

/**
 * All that proves what was sent and received in a referral: signed events (codes and hashes, no
 * contents), receipts, and the place of each envelope in the hub's log.
 */
export async function gatherEvidence({ db }: NodeContext, id: RandomId): Promise<Evidence> {
  const envelopes = await envelopesOf(db, id)
  const identities = [...envelopes.keys()]
  const [events, receipts, inclusions] = await Promise.all([
    db
      .selectFrom('referral_event')
      .select('jws')
      .where('referral_id', '=', id)
      .orderBy('at')
      .orderBy('n')
      .execute(),
    listReceipts(db, identities),
    identities.length === 0
      ? []
      : db.selectFrom('inclusion').selectAll().where('env', 'in', identities).execute(),
  ])
  const proofs = new Map(inclusions.map((row) => [row.env, row]))
  return {
    referral: id,
    events: events.map(({ jws }) => jws),
    envelopes: [...envelopes].map(([identity, { direction }]) => {
      const proof = proofs.get(identity)
      const inclusion = proof && {
        identity,
        index: proof.leaf_index,
        size: proof.tree_size,
        hashes: proof.hashes,
        checkpoint: proof.checkpoint,
      }
      return { identity, direction, ...(inclusion ? { inclusion } : {}) }
    }),
    receipts: receipts.map(({ jws }) => jws),
  }
}
