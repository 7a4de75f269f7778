import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { type Agreement, findAgreement, isInForce } from '../agreements/agreement-queries.ts'
import { type NodeContext, seconds } from '../context.ts'
import { insertDisclosure } from '../disclosure/disclosure-queries.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { openDraft } from './draft.ts'
import { type Move, makeMove } from './make-move.ts'
import { prepareLater } from './prepare-disclosure.ts'
import type { Snapshot } from './snapshot.ts'

/** Nothing to send: not accepted, already sent, or her agreement does not allow it any more. */
class NotDue extends Error {
  override readonly name = 'NotDue'
}

/**
 * The sender's own node sends the packet once the offer has been accepted; nobody has to click.
 * Sends it once, and only while her agreement is in force. Returns whether it was sent now.
 */
export async function sendPacket(
  context: NodeContext,
  exchange: Exchange,
  id: RandomId,
): Promise<boolean> {
  try {
    await makeMove(context, exchange, id, {
      actor: { ...systemActor, org: await orgOf(context, id) },
      plan: (snapshot) => planPacket(context, snapshot),
    })
    return true
  } catch (error) {
    if (error instanceof NotDue) return false
    throw error
  }
}

/** An automatic act has no person behind it. */
const systemActor = { role: 'system', pseudonym: 'AAAAAAAAAAAAAAAAAAAAAA' as RandomId } as const

async function orgOf({ db }: NodeContext, id: RandomId): Promise<RandomId> {
  const row = await db
    .selectFrom('referral')
    .select('own_org')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('not-found')
  return row.own_org
}

/** Whether an accepted referral of ours still lacks its packet and nothing in it stands against. */
function isPacketDue({ referral, counted, state }: Snapshot): boolean {
  const isAccepted = counted.some((event) => event.type === 'accepted')
  const isSent = counted.some((event) => event.type === 'disclosed')
  const isOpen = state.disclosure === 'open' && !state.isPaused && !state.frozen
  return referral.side === 'sender' && isAccepted && !isSent && isOpen
}

/** The agreement under which the packet can go now; `undefined` when it is not due or withheld. */
export async function agreementForPacket(
  { db, now }: NodeContext,
  snapshot: Snapshot,
): Promise<Agreement | undefined> {
  const { agreement_id: id } = snapshot.referral
  const agreement = isPacketDue(snapshot) && id ? await findAgreement(db, id) : undefined
  return agreement && isInForce(agreement, seconds(now)) ? agreement : undefined
}

async function planPacket(context: NodeContext, snapshot: Snapshot): Promise<Move> {
  const { referral } = snapshot
  const agreement = await agreementForPacket(context, snapshot)
  if (!agreement) throw new NotDue()
  const draft = await openDraft(context, referral)
  const { packet } = await prepareLater(context, agreement, draft.items)
  const items = packet.items.map(({ code }) => code)
  return {
    type: 'disclosed',
    data: { tier: 't2' },
    body: packet,
    grants: [agreement.grant_jws],
    audit: { act: 'packet.send', detail: { items } },
    alongside: (trx, event) =>
      insertDisclosure(trx, {
        event: event.identity,
        referral,
        agreement,
        tier: 't2',
        items,
        policy: context.directory.policy,
        at: context.now(),
      }),
  }
}

/** Accepted referrals of ours from which no packet has gone yet, and under which one still may. */
export async function listPacketsDue({ db, now }: NodeContext): Promise<RandomId[]> {
  const rows = await db
    .selectFrom('referral')
    .innerJoin('agreement', 'agreement.id', 'referral.agreement_id')
    .select('referral.id')
    .where('side', '=', 'sender')
    .where('status', '=', 'accepted')
    .where('agreement.expires_at', '>', seconds(now))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('referral_event')
            .select('identity')
            .whereRef('referral_event.referral_id', '=', 'referral.id')
            .where('type', '=', 'disclosed'),
        ),
      ),
    )
    .execute()
  return rows.map((row) => row.id)
}
