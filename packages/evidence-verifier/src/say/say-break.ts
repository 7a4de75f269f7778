import type { Break, EvidenceFault, EvidenceLink } from '@causeway/protocol/evidence'

const places: Record<EvidenceLink, string> = {
  form: 'the form of the file',
  directory: 'the directory of the network, which says whose each key is',
  events: 'the signed events',
  envelopes: 'the envelopes that carried the events',
  receipts: 'the receipts',
  checkpoints: 'the states of the log that nodes have confirmed',
  inclusion: 'the place of an envelope in the log',
  history: 'that the states of the log are of one history',
  seal: 'the seal of the node that wrote the file',
}

/** What the number of a break counts. */
const numbered: Partial<Record<EvidenceLink, string>> = {
  events: 'event',
  envelopes: 'envelope',
  receipts: 'the receipts of envelope',
  checkpoints: 'state of the log',
  inclusion: 'envelope',
  history: 'between a state of the log and the next, beginning at state',
}

const reasons: Record<EvidenceFault, string> = {
  json: 'It is not a file of evidence, or it was damaged: it is not JSON that every reader reads alike.',
  shape:
    'It does not have the parts that a file of evidence has, or has others beside. (A newer kind of file would need a newer copy of this program.)',
  spelling:
    'It has the right parts, but is not spelt in the one way in which such a file is written: somebody has edited or reformatted it.',
  root: 'The root key in the file is not the one that you named: this is another network, or somebody pretends to be it.',
  order: 'It does not stand in its place: something was moved, or is there twice.',
  party: 'It names a node that has no part in this referral or in this network.',
  referral: 'It belongs to another referral.',
  begin: 'The chain does not begin with the offer of the sender to the receiver.',
  prev: 'It does not continue the chain of its author: the event before it is another one, or was left out.',
  seen: 'Its author had seen an event of the other node that is not in this file: it was left out or replaced.',
  event: 'It is about an event that is not there, or that another node has written.',
  unsent: 'It is an event of the other node that came in no envelope.',
  by: 'It is signed by a party that cannot speak to this.',
  checkpoint: 'It names a state of the log that is not in the file.',
  proof: 'The hashes do not lead to the state of the log that was signed: it does not stand there.',
  count: 'There are more or fewer proofs than states of the log to join.',
  format: 'Its signature or its form is damaged.',
  malleable: 'Its signature is not in the one form that is allowed: somebody has rewritten it.',
  key: 'It is signed by a key that the directory does not know, or not for this use, party or time.',
  signature: 'A signature does not hold: what was signed is not what stands here.',
  event_signature:
    'The signature does not hold, or is not of the node that the event names as its author.',
  time: 'It says that it was signed in the future.',
  digest: 'It is about something else than what it stands with.',
  commit: 'The envelope was not signed over these events: its commitment is another.',
  schema: 'It does not say what such a thing says.',
  recipient: 'It is addressed to another node.',
  replay: 'It was used before.',
  decrypt: 'It cannot be opened.',
  rewrapped: 'It was sealed for another envelope.',
  chain: 'It does not continue its chain.',
  state: 'It is not possible where the referral stood.',
  body: 'It is not what the event was signed over.',
  record_signature: 'It is not signed by the issuer of the record.',
  disclosure: 'It is no disclosure of this record.',
  record_superseded: 'It was replaced by a newer record.',
  key_binding: 'It was not presented by the custodian.',
  consent: 'No agreement covers it.',
  policy: 'The policy does not allow it.',
}

const elsewhere =
  'Nothing after that link was looked at. Do not rely on any part of this file. It may have been damaged on its way, or somebody has changed it: that cannot be told from the file. Ask the node that it is said to come from for another; the signed originals are there.'
const mistaken =
  'Nothing after that link was looked at. Compare the key once more, sign by sign, with whoever you have it from: one that is not the right key judges every file so. If it is right, do not rely on any part of this file.'

/** Which link broke first, where, and what that means. */
export function sayBreak({ link, at, fault }: Break): string[] {
  const number = at === undefined || !numbered[link] ? '' : ` (${numbered[link]} ${at + 1})`
  return [
    `First broken link: ${places[link]}${number}.`,
    reasons[fault],
    fault === 'root' ? mistaken : elsewhere,
  ]
}
