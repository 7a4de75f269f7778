import { type ChainedEvent, countEvents } from '@causeway/protocol/chain'
import { fold, type ReferralState } from '@causeway/protocol/referral'
import { Problem } from '@causeway/schemas/problems'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { findReferral, listEvents, type Referral, toChained } from './referral-queries.ts'

/** A referral and all that is known of it at one version. */
export interface Snapshot {
  referral: Referral
  events: ChainedEvent[]
  /** Those that count, each after what it builds on. */
  counted: ChainedEvent[]
  state: ReferralState
}

/** The node that offered it; `own` is this node. */
export const senderOf = ({ side, peer_node }: Referral, own: NodeId): NodeId =>
  side === 'sender' ? own : peer_node

/** Throws `Problem('not-found')`. */
export async function takeSnapshot(
  db: Kysely<Database>,
  own: NodeId,
  id: RandomId,
): Promise<Snapshot> {
  const referral = await findReferral(db, id)
  if (!referral) throw new Problem('not-found')
  const stored = await listEvents(db, id, [own, referral.peer_node])
  const events = stored.map(toChained)
  return {
    referral,
    events,
    counted: countEvents(events).events,
    state: fold(events, senderOf(referral, own)),
  }
}
