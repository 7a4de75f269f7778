import { type SealedContent, sealContent } from '@causeway/protocol/record'
import { Problem } from '@causeway/schemas/problems'
import type { Message } from '@causeway/schemas/record'
import type { Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'

/**
 * Seals messages to the newest key of a node. Throws `Problem('busy')` when the directory is not
 * fresh or the node has no valid key: nothing is sealed on old knowledge.
 */
export async function sealFor(
  { directory, now, nodeId, randomId, randomDigest }: NodeContext,
  to: NodeId,
  messages: Message[],
): Promise<SealedContent> {
  const at = seconds(now)
  const key = at < directory.freshUntil ? directory.findSealingKey(to, at) : undefined
  if (!key) throw new Problem('busy')
  const addressing = { id: randomId(), from: nodeId, to, salt: randomDigest() }
  return sealContent(addressing, messages, key)
}

/** Puts a sealed envelope into the outbox; it leaves when the transaction has been committed. */
export async function enqueue(
  trx: Transaction<Database>,
  { id, to, enc_kid, commit, ct, salt, signed }: SealedContent,
  about: { referral: RandomId; event: Identity } | undefined,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      id,
      to_node: to,
      referral_id: about?.referral ?? null,
      event_identity: about?.event ?? null,
      enc_kid,
      commit,
      ct,
      salt,
      signed,
      created_at: at,
      seq: null,
      envelope: null,
      identity: null,
      submitted_at: null,
      refused: null,
      replaced_by: null,
      settled_at: null,
    })
    .execute()
}
