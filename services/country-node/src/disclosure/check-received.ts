import { allowedItems, type DisclosureQuestion } from '@causeway/protocol/policy'
import { verifyGrant } from '@causeway/protocol/record'
import type { KeyDirectory } from '@causeway/protocol/suite'
import { Refusal } from '@causeway/schemas/problems'
import type { ItemCode, Receiver } from '@causeway/schemas/record'
import {
  CLOCK_SKEW_SECONDS,
  type CompactJws,
  type NodeId,
  type Seconds,
} from '@causeway/schemas/wire'

/** What the receiver measures an arriving disclosure by. */
export interface ReceivedDisclosure {
  from: NodeId
  to: Receiver
  grants: readonly CompactJws[]
  question: DisclosureQuestion
  /**
   * Before she is in care her story goes by her own wish only: then nothing counts but grants that
   * say so (`release`).
   */
  onlyReleased?: boolean
}

/**
 * The same rule as at the sender, applied again by the receiver: which of the items may be kept,
 * by all the agreements together that came along.
 * Throws `Refusal('consent')` when no agreement in force names this receiver and purpose, and as
 * `verifyGrant`.
 */
export function keepableItems(
  { from, to, grants, question, onlyReleased = false }: ReceivedDisclosure,
  items: readonly ItemCode[],
  directory: KeyDirectory,
  now: Seconds,
): ItemCode[] {
  const live = grants
    .map((compact) => verifyGrant(compact, from, directory, now))
    .filter((grant) => grant.to.node === to.node && grant.to.org === to.org)
    .filter((grant) => grant.purpose === question.purpose)
    .filter((grant) => grant.release || !onlyReleased)
    .filter((grant) => grant.nbf <= now + CLOCK_SKEW_SECONDS && now < grant.exp)
  if (live.length === 0) throw new Refusal('consent')
  const agreed = new Set(live.flatMap((grant) => grant.items))
  const allowed = allowedItems(question)
  return items.filter((code) => agreed.has(code) && allowed.has(code))
}
