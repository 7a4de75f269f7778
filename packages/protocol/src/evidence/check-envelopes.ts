import type { EvidenceBundle } from '@causeway/schemas/evidence'
import type { EnvelopeHeader, Identity, Seconds } from '@causeway/schemas/wire'
import type { ChainedEvent } from '../chain/index.ts'
import { commitTo, verifyHeader } from '../envelope/index.ts'
import type { KeyDirectory } from '../suite/index.ts'
import { BrokenLink, linking, requireAscending, sortable } from './broken-link.ts'

/** An envelope between the two, and what it is shown to have carried. */
export interface CheckedEnvelope {
  identity: Identity
  header: EnvelopeHeader
  /** Events of this referral, by their number in the bundle. */
  events: number[]
  /** How many other signed objects were in it, of which only the hash is known. */
  others: number
}

/**
 * Every envelope is signed by one party for the other, and committed to exactly the objects listed,
 * of which at least one is an event of this referral by the same node. No event of the other node has
 * come without an envelope. Throws `BrokenLink`.
 */
export function checkEnvelopes(
  bundle: EvidenceBundle,
  events: readonly ChainedEvent[],
  directory: KeyDirectory,
  now: Seconds,
): CheckedEnvelope[] {
  const numbers = new Map(events.map(({ identity }, at) => [identity, at]))
  const checked = bundle.envelopes.map(({ envelope, salt, signed }, at) => {
    const { header, identity } = linking('envelopes', at, () =>
      verifyHeader(envelope, directory, now),
    )
    const parties = [header.from, header.to].toSorted().join()
    const areParties = parties === [bundle.sender, bundle.receiver].toSorted().join()
    if (!areParties) throw new BrokenLink('envelopes', 'party', at)
    if (commitTo(salt, signed) !== header.commit) throw new BrokenLink('envelopes', 'commit', at)
    const inside = signed.flatMap((identity) => numbers.get(identity) ?? [])
    const areOwn = inside.every((number) => events[number]?.node === header.from)
    if (inside.length === 0 || !areOwn) throw new BrokenLink('envelopes', 'event', at)
    return { identity, header, events: inside, others: signed.length - inside.length }
  })
  requireAscending(
    'envelopes',
    checked.map((envelope) => orderOf(envelope, bundle)),
  )
  requireSent(bundle, events, checked)
  return checked
}

/** The sender's first, each node's by their number; two of one number cannot both have been taken. */
const orderOf = ({ header }: CheckedEnvelope, { sender }: EvidenceBundle) =>
  `${header.from === sender ? 0 : 1} ${sortable(header.seq)}`

/** Our own may wait for the hub; what the other node said can only have come in an envelope. */
function requireSent(
  { by }: EvidenceBundle,
  events: readonly ChainedEvent[],
  envelopes: readonly CheckedEnvelope[],
): void {
  const sent = new Set(envelopes.flatMap((envelope) => envelope.events))
  events.forEach(({ node }, at) => {
    if (node !== by && !sent.has(at)) throw new BrokenLink('events', 'unsent', at)
  })
}
