import type { EvidenceGap, WholeEvidence } from '@causeway/protocol/evidence'
import { count, sayNode } from './words.ts'

const listed = (numbers: number[]) => numbers.map((number) => number + 1).join(', ')

/** What this very file does not show. */
const gapWords: Record<EvidenceGap, (all: WholeEvidence) => string> = {
  root_unknown: () =>
    'WHOSE DIRECTORY THIS IS. You named no root key. Everything here could be signed with keys that somebody made up. Ask the authority of the network for its root key, or for the thumbprint of it, by a way that does not lead through whoever gave you this file.',
  contradiction: () =>
    'Which of two contradicting events is true: one node has signed two different events with the same number. Both signatures are real; that node has to explain it.',
  events_missing: (all) =>
    `What ${all.missing.map(({ node, n }) => `event ${n} of ${sayNode(all, node)}`).join(' and ')} said. Later events name it. Either it had not arrived at the node that wrote this file, or it was left out.`,
  not_sent: () =>
    'That every event was sent: those that are in no envelope have not been shown to anybody.',
  not_answered: ({ envelopes }) =>
    `That envelope ${listed(envelopesWhere(envelopes, ({ receipts }) => receipts.every(({ kind }) => kind === 'submission_accepted' || kind === 'non_delivery')))} reached the other node: there is no receipt of it, which may exist all the same.`,
  not_logged: ({ envelopes }) =>
    `That envelope ${listed(envelopesWhere(envelopes, ({ logged }) => !logged))} stands in the log: there is no proof of it yet.`,
  not_witnessed: ({ envelopes }) =>
    `That the hub shows everybody the same log about envelope ${listed(envelopesWhere(envelopes, ({ logged }) => logged !== undefined && logged.witnessedAt === undefined))}: fewer nodes have confirmed it than it takes.`,
  not_joined: () =>
    'That all states of the log that are named are of one history: a proof of that is wanting.',
}

function envelopesWhere(
  envelopes: WholeEvidence['envelopes'],
  is: (envelope: WholeEvidence['envelopes'][number]) => boolean,
): number[] {
  return envelopes.flatMap((envelope, at) => (is(envelope) ? [at] : []))
}

function sayOthers({ envelopes }: WholeEvidence): string {
  const others = envelopes.reduce((sum, envelope) => sum + envelope.others, 0)
  if (others === 0) return ''
  return ` So it is with ${count(others, 'other signed thing')} in the envelopes, such as an agreement of hers.`
}

/** Nodes other than the two have nothing to gain from a wrong time; where none is, that is said. */
function sayClocks({ envelopes, sender, receiver }: WholeEvidence): string {
  const confirmed = envelopes.flatMap(({ logged }) =>
    logged?.witnessedAt === undefined ? [] : [logged.by],
  )
  const isOther = (node: string) => node !== sender && node !== receiver
  const others = new Set(confirmed.flat().filter(isOther))
  const alone = confirmed.filter((by) => !by.some(isOther))
  if (confirmed.length === 0) return '.'
  return alone.length === 0
    ? `; when something stood in the log, ${count(others.size, 'node')} beside the two parties said as well.`
    : `; ${others.size > 0 ? 'of some envelopes ' : ''}only the two parties have said when something stood in the log, and could agree on a false time together.`
}

function saySplit({ witnesses: { nodes, quorum } }: WholeEvidence): string[] {
  const both = Math.max(1, 2 * quorum - nodes)
  return [
    `That there is no second history of the log, which others were shown. It would take ${count(both, 'node')} that confirmed both, against the rule of the network.`,
  ]
}

/** What no such file shows. */
const always = (all: WholeEvidence): string[] => [
  `What was inside. Names, items, plans and answers travelled sealed; of them this file has hashes, which say nothing by themselves. Who has such a content can show by its hash that it is the one.${sayOthers(all)}`,
  'That a person has read or understood anything. "Somebody there opened it" is the word of the node that signed it, and no more.',
  "Who the workers are. A role and an organisation are signed; the person is known by a pseudonym that only that person's own node can resolve.",
  `That the clocks were right. A time is what its signer said${sayClocks(all)}`,
  ...saySplit(all),
  `That nothing else was said. ${sayNode(all, all.sealed.by)} wrote this file: newer events, receipts that speak against it, other referrals and talks on the telephone may be missing. Ask ${sayNode(all, all.sealed.by === all.sender ? all.receiver : all.sender)} for its own file of the same referral: an event that stands in both must be the same in both. Receipts may differ, since each side keeps those it was given, and so may how many nodes had confirmed a state when each side looked.`,
  'That what was signed is true, or was signed freely. A signature shows who said it.',
]

/** What must not be concluded, what concerns this file first. */
export const sayLimits = (all: WholeEvidence): string[] => [
  ...all.gaps.map((gap) => gapWords[gap](all)),
  ...always(all),
]
