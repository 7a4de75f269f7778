import { readCardCode } from '@causeway/protocol/meeting'
import type { CardMatched, MatchCard } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { NodeContext } from '../context.ts'
import { auditReading } from '../referrals/audit-reading.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import { takeSnapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { openMeeting } from './meeting.ts'

/**
 * Whether a card is the one of this referral, for whoever stands before her with it: an aid beside
 * her answer and no answer itself. It states nothing and takes none of the five tries: 60 bits are
 * not guessed, and a slip of the finger must not cost her the chance to answer. Each look is
 * audited. Throws `Problem('not-found')` unless this node is to meet her, and once it has.
 */
export async function matchCard(
  context: NodeContext,
  actor: StaffActor,
  { id, side }: Referral,
  { code }: MatchCard,
): Promise<CardMatched> {
  if (side !== 'receiver') throw new Problem('not-found')
  const { words } = await openMeeting(context, await takeSnapshot(context.db, context.nodeId, id))
  if (!words) throw new Problem('not-found')
  const matches = readCardCode(code) === words.card
  await auditReading(context, actor, 'card.match', id, { matches: matches ? 'yes' : 'no' })
  return { matches }
}
