import { Problem } from '@causeway/schemas/problems'
import { findAgreements } from '../../agreements/agreement-queries.ts'
import { type StandingAgreement, standingsOf } from '../../agreements/agreements-in-force.ts'
import { type NodeContext, seconds } from '../../context.ts'
import { openMeeting } from '../../journey/meeting.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import { takeSnapshot } from '../../referrals/snapshot.ts'

/** All that she was asked about this receiver and purpose, and how it stands; newest first. */
export async function agreementsAbout(
  { db, now }: NodeContext,
  { person_id, peer_org, purpose }: Referral,
): Promise<StandingAgreement[]> {
  if (person_id === null) return []
  const all = await findAgreements(db, person_id)
  const about = all.filter((it) => it.receiver_org === peer_org && it.purpose === purpose)
  return standingsOf(db, about, seconds(now))
}

/** Numbers that answer around the clock while she is awaited; none before and after. */
export async function phonesFor(context: NodeContext, { id }: Referral): Promise<string[]> {
  try {
    const snapshot = await takeSnapshot(context.db, context.nodeId, id)
    return (await openMeeting(context, snapshot)).dutyPhones
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return []
    throw error
  }
}
