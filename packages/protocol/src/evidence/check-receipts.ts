import type { EvidenceBundle } from '@causeway/schemas/evidence'
import {
  CLOCK_SKEW_SECONDS,
  type Digest,
  type Identity,
  type Receipt,
  type Seconds,
} from '@causeway/schemas/wire'
import type { ChainedEvent } from '../chain/index.ts'
import { type ReceiptSigner, receiptSigners, verifyReceipt } from '../receipt/index.ts'
import type { KeyDirectory } from '../suite/index.ts'
import { BrokenLink, linking, sortable } from './broken-link.ts'
import type { CheckedEnvelope } from './check-envelopes.ts'

export type CheckedReceipt = Receipt & { identity: Identity }

/**
 * Every receipt is signed by whom it names, at a time that has come, and is about the envelope it
 * stands with and an event in it; the receiving node speaks of what it received, the sending node of
 * what was not answered. Throws `BrokenLink`, numbered by the envelope.
 */
export function checkReceipts(
  bundle: EvidenceBundle,
  envelopes: readonly CheckedEnvelope[],
  events: readonly ChainedEvent[],
  directory: KeyDirectory,
  now: Seconds,
): CheckedReceipt[][] {
  const findSigner = receiptSigners(directory)
  return bundle.envelopes.map(({ receipts }, at) => {
    const envelope = envelopes[at] as CheckedEnvelope
    const checked = receipts.map((jws) => checkReceipt(jws, { envelope, events, at }, findSigner))
    if (checked.some((receipt) => receipt.at > now + CLOCK_SKEW_SECONDS)) {
      throw new BrokenLink('receipts', 'time', at)
    }
    const keys = checked.map((receipt) => `${sortable(receipt.at)} ${receipt.identity}`)
    if (keys.some((key, index) => index > 0 && key <= (keys[index - 1] ?? ''))) {
      throw new BrokenLink('receipts', 'order', at)
    }
    return checked
  })
}

interface Place {
  envelope: CheckedEnvelope
  events: readonly ChainedEvent[]
  at: number
}

function checkReceipt(
  jws: string,
  { envelope, events, at }: Place,
  findSigner: (kid: Digest, at: Seconds) => ReceiptSigner | undefined,
): CheckedReceipt {
  const receipt = linking('receipts', at, () => verifyReceipt(jws, findSigner))
  if (receipt.env !== envelope.identity) throw new BrokenLink('receipts', 'digest', at)
  const inside = envelope.events.map((number) => events[number]?.identity)
  if (receipt.event && !inside.includes(receipt.event))
    throw new BrokenLink('receipts', 'event', at)
  if (receipt.by !== speakerOf(receipt, envelope)) throw new BrokenLink('receipts', 'by', at)
  return receipt
}

function speakerOf({ kind }: Receipt, { header }: CheckedEnvelope): string {
  if (kind === 'submission_accepted') return 'hub'
  return kind === 'non_delivery' ? header.from : header.to
}
