import { type ReferralView, Said } from '@causeway/schemas/api'
import type { ReferralEvent } from '@causeway/schemas/record'
import type { NodeContext } from '../context.ts'
import { viewDeadlines } from '../deadlines/view-deadlines.ts'
import { listDisclosures } from '../disclosure/disclosure-queries.ts'
import { listReceipts } from '../exchange/receipt-queries.ts'
import { viewJourney } from '../journey/view-journey.ts'
import { viewStops } from '../stops/view-stops.ts'
import { envelopesOf } from './envelopes-of.ts'
import { hasPacket, readAcceptance } from './read-bodies.ts'
import type { Referral } from './referral-queries.ts'
import { coverForPacket } from './send-packet.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'

/** What a list shows of a referral: reference, need and age; nothing of the person. */
export const summarise = (referral: Referral) => ({
  id: referral.id,
  side: referral.side,
  status: referral.status,
  peer: { node: referral.peer_node, org: referral.peer_org },
  purpose: referral.purpose,
  urgency: referral.urgency,
  changed_at: referral.changed_at.toISOString(),
})

/** A referral as a worker follows it: where it stands, what happened, what is proven. */
export async function viewReferral(
  context: NodeContext,
  id: Referral['id'],
): Promise<ReferralView> {
  const { db, nodeId } = context
  const snapshot = await takeSnapshot(db, nodeId, id)
  const { referral, counted, state } = snapshot
  const envelopes = await envelopesOf(db, id)
  const receipts = await listReceipts(db, [...envelopes.keys()])
  const evidenceFor = (identity: string) =>
    receipts.filter(
      ({ env, event }) => event === identity || envelopes.get(env)?.event === identity,
    )
  const acceptance =
    referral.side === 'sender' && counted.some((event) => event.type === 'accepted')
      ? { acceptance: await readAcceptance(context, referral) }
      : {}
  return {
    ...summarise(referral),
    ...(await viewJourney(context, snapshot)),
    lead: state.lead,
    disclosure: state.disclosure,
    ...(await viewStops(context, snapshot)),
    packet: await packetState(context, snapshot),
    ...(await viewDeadlines(db, id)),
    timeline: counted
      .toSorted((a, b) => a.at - b.at)
      .map((event) => ({
        type: event.type,
        node: event.node,
        at: event.at,
        role: event.actor.role,
        said: saidBy(event),
        stands: !state.superseded.includes(event.identity),
        receipts: [...new Set(evidenceFor(event.identity).map(({ kind }) => kind))],
      })),
    ...acceptance,
    ...(referral.side === 'receiver' && referral.person_id ? { person: referral.person_id } : {}),
  }
}

/** Hashes, ids and what the view shows elsewhere are left out. */
const saidBy = ({ data }: Pick<ReferralEvent, 'data'>): Said =>
  Said.parse(
    Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(Said.shape, name))),
  )

async function packetState(
  context: NodeContext,
  snapshot: Snapshot,
): Promise<ReferralView['packet']> {
  const { referral, counted, state } = snapshot
  if (counted.some((event) => event.type === 'disclosed')) {
    if (referral.side === 'sender')
      return (await isRefused(context.db, referral.id)) ? 'withheld' : 'sent'
    return (await hasPacket(context.db, referral.id)) ? 'received' : 'withheld'
  }
  if (!counted.some((event) => event.type === 'accepted')) return 'not_due'
  if (referral.side === 'sender') {
    return (await coverForPacket(context, snapshot)) ? 'due' : 'withheld'
  }
  return state.disclosure === 'open' ? 'due' : 'withheld'
}

/** Whether the receiver has said that it kept nothing of all that went. */
async function isRefused(db: NodeContext['db'], id: Referral['id']): Promise<boolean> {
  const went = await listDisclosures(db, id)
  return went.every((disclosure) => disclosure.isRefused)
}
