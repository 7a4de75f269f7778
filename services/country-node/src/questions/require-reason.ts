import { Problem } from '@causeway/schemas/problems'
import { type DoNotAsk, type ItemCode, Packet } from '@causeway/schemas/record'
import type { NodeContext } from '../context.ts'
import { doNotAskOf } from '../people/do-not-ask.ts'
import { readItems } from '../people/read-items.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import { ErasedError } from '../vault/vault.ts'

/**
 * A topic that she has told of, or does not want to be asked about, is asked about with a reason
 * only: her own ledger says so at the sender, what came with the packet at the receiver. Throws
 * `Problem('already-told')`.
 */
export async function requireReason(
  context: NodeContext,
  referral: Referral,
  topic: ItemCode,
): Promise<void> {
  const topics = await topicsNotToAsk(context, referral)
  if (!topics.some((one) => one.topic === topic)) return
  const fault = { pointer: '/because', in: 'body', rule: 'required' } as const
  throw new Problem('already-told', { faults: [fault] })
}

async function topicsNotToAsk(context: NodeContext, referral: Referral): Promise<DoNotAsk[]> {
  if (referral.side === 'receiver') return receivedTopics(context, referral)
  const { person_id: person } = referral
  const recorded = person ? await readItems(context.db, context.vault, person) : []
  return doNotAskOf(recorded, recorded)
}

/** Of every packet that came, also of one of which the items are restricted. */
async function receivedTopics(
  { db, vault }: NodeContext,
  { id, peer_node }: Referral,
): Promise<DoNotAsk[]> {
  const rows = await db
    .selectFrom('referral_event')
    .select('body_sealed')
    .where('referral_id', '=', id)
    .where('node', '=', peer_node)
    .where('type', '=', 'disclosed')
    .execute()
  const topics: DoNotAsk[] = []
  for (const { body_sealed: sealed } of rows) {
    if (!sealed) continue
    try {
      const bytes = await vault.open(db, id, 'do_not_ask', sealed, 'do_not_ask')
      topics.push(...Packet.shape.do_not_ask.parse(JSON.parse(bytes.toString())))
    } catch (error) {
      if (!(error instanceof ErasedError)) throw error
    }
  }
  return topics
}
