import { readBody, type VerifiedPresentation, verifyPresentation } from '@causeway/protocol/record'
import { identityOf } from '@causeway/protocol/suite'
import { Refusal } from '@causeway/schemas/problems'
import { type ItemCode, Packet } from '@causeway/schemas/record'
import type { Organisation } from '@causeway/schemas/wire'
import { type NodeContext, seconds } from '../../context.ts'
import { keepableItems } from '../../disclosure/check-received.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { findReferral, type Referral } from '../referral-queries.ts'
import { type CheckedBody, type EventMessage, type EventOf, saltOf } from './body-rule.ts'

/** What is not agreed to is dropped; what is forged or malformed refuses the whole envelope. */
export const packetBody = (
  context: NodeContext,
  event: EventOf<'disclosed'>,
  message: EventMessage,
): Promise<CheckedBody> => checkPacket(context, event, message).catch(refuseContent)

function refuseContent(error: unknown): CheckedBody {
  if (error instanceof Refusal && (error.code === 'consent' || error.code === 'policy')) {
    return { salt: null, refused: error.code, surplus: [] }
  }
  throw error
}

async function checkPacket(
  context: NodeContext,
  event: EventOf<'disclosed'>,
  message: EventMessage,
): Promise<CheckedBody> {
  const { directory, db, nodeId } = context
  if (!message.body) return { salt: null, refused: 'consent', surplus: [] }
  const packet = readBody(message.body, event.data.body, Packet)
  const referral = await findReferral(db, event.referral)
  if (referral?.side !== 'receiver' || referral.peer_node !== event.node) throw new Refusal('state')
  const expected = { from: event.node, aud: nodeId, nonce: event.eid }
  const shown = packet.presentations.map((text) =>
    verifyPresentation(text, expected, directory, seconds(context.now)),
  )
  requireOneWord(shown, referral)
  const receiver = findOrganisation(directory, referral.own_org)
  if (!receiver) throw new Refusal('policy')
  const codes = shown.flatMap(codesOf)
  const keep = new Set(
    shown.flatMap((one) => keepable(context, event, message, { referral, receiver }, one)),
  )
  return {
    salt: saltOf(message),
    whole: { category: 'do_not_ask', value: packet.do_not_ask },
    records: shown.map((one) => cutDown(one, keep)),
    surplus: codes.filter((code) => !keep.has(code)),
  }
}

const codesOf = ({ items }: VerifiedPresentation): ItemCode[] => items.map(({ code }) => code)

/** Each record once, each item by one of them, and all for what the referral is for. */
function requireOneWord(shown: readonly VerifiedPresentation[], { purpose }: Referral): void {
  const records = shown.map(({ record }) => record.rec)
  const codes = shown.flatMap(codesOf)
  const isRepeated = (all: readonly string[]) => new Set(all).size < all.length
  if (isRepeated(records) || isRepeated(codes)) throw new Refusal('disclosure')
  if (shown.some(({ binding }) => binding.purpose !== purpose)) throw new Refusal('key_binding')
}

/** By the grants that the custodian named for it when it signed, and no others. */
function keepable(
  { directory, nodeId, now }: NodeContext,
  event: EventOf<'disclosed'>,
  message: EventMessage,
  { referral, receiver }: { referral: Referral; receiver: Organisation },
  shown: VerifiedPresentation,
): ItemCode[] {
  const { tier } = event.data
  const named = new Set(shown.binding.grants)
  return keepableItems(
    {
      from: event.node,
      to: { node: nodeId, org: referral.own_org },
      grants: (message.grants ?? []).filter((grant) => named.has(identityOf(grant))),
      question: {
        policy: directory.policy,
        purpose: referral.purpose,
        mandates: receiver.mandates,
        tier,
      },
      onlyReleased: tier === 't3' && referral.state.position !== 'in_care',
    },
    codesOf(shown),
    directory,
    seconds(now),
  )
}

/** Of a surplus nothing stays, not even the disclosure that vouches for it. */
function cutDown(shown: VerifiedPresentation, keep: ReadonlySet<ItemCode>) {
  const items = shown.items.filter(({ code }) => keep.has(code))
  const kept = shown.disclosures.filter(({ code }) => code && keep.has(code))
  const groups = new Set(kept.map(({ category }) => category))
  const disclosures = shown.disclosures.filter((disclosure) =>
    disclosure.code ? keep.has(disclosure.code) : groups.has(disclosure.category),
  )
  const { record, identity, jwt } = shown
  return { record, identity, jwt, items, disclosures }
}
