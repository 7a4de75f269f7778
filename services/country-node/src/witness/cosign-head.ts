import { cosign } from '@causeway/protocol/log'
import { type NodeContext, seconds } from '../context.ts'

/** This node's line for the tree of a size. */
interface OwnCosignature {
  size: number
  cosignature: string
}

/**
 * This node's cosignature of the newest tree it has verified, made once and kept; `undefined` before
 * there is any, and while the directory does not name its key. It is made only of what is stored,
 * under a lock on that row: whenever this node stops, and however many processes it has, what it
 * signs only grows, and of one size it signs one root.
 */
export async function cosignHead(context: NodeContext): Promise<OwnCosignature | undefined> {
  if (!isWitness(context)) return undefined
  const { db, directory, witnessKey, now } = context
  return db.transaction().execute(async (trx) => {
    const head = await trx
      .selectFrom('log_head')
      .select(['origin', 'size', 'root', 'cosignature'])
      .where('origin', '=', directory.logTrust.origin)
      .forUpdate()
      .executeTakeFirst()
    if (!head) return undefined
    const { origin, size, cosignature: kept } = head
    if (kept !== null) return { size, cosignature: kept }
    const cosignature = cosign(head, seconds(now), witnessKey)
    await trx.updateTable('log_head').set({ cosignature }).where('origin', '=', origin).execute()
    return { size, cosignature }
  })
}

/** Whether the directory names this node's witness key for now: no other line is counted by anybody. */
export function isWitness({ nodeId, directory, witnessKey, now }: NodeContext): boolean {
  const at = seconds(now)
  return directory.logTrust.witnesses.some(
    ({ node, name, publicKey, nbf, exp }) =>
      node === nodeId &&
      name === witnessKey.name &&
      publicKey.equals(witnessKey.publicKey) &&
      nbf <= at &&
      at < exp,
  )
}
