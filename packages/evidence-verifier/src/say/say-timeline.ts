import type { ProvenEnvelope, WholeEvidence } from '@causeway/protocol/evidence'
import type { Seconds } from '@causeway/schemas/wire'
import { type SaidEvent, sayActor, sayEvent } from './say-event.ts'
import { placeOf, sayClock, sayCode, sayTime, sentence, wrap } from './words.ts'

/** What happened, event by event, with what each receipt and the log say of its way. */
export const sayTimeline = (all: WholeEvidence): string =>
  all.events.map((event, index) => sayStep(event, index, all)).join('\n')

const INDENT = '     '

function sayStep(event: SaidEvent, index: number, all: WholeEvidence): string {
  const said = `${sayActor(event, all)} ${sayEvent(event, all)}.`
  const ways = all.envelopes.flatMap((envelope, at) =>
    envelope.events.includes(event.number) ? sayWay(envelope, at, event.at, all) : [],
  )
  const lines = ways.length > 0 ? ways : ['In no envelope: nothing shows that it was sent.']
  return [
    `${String(index + 1).padStart(3)}. ${sayTime(event.at)}`,
    wrap(sentence(said), INDENT),
    ...lines.map((line) => wrap(line, `${INDENT}  `, `${INDENT}> `)),
  ].join('\n')
}

/** What each receipt says, in the order in which things happen. */
const says = {
  submission_accepted: () => 'taken by the hub',
  delivered: (place: string) => `stored in ${place}`,
  applied: (place: string) => `verified and applied in ${place}`,
  rejected: (place: string) => `refused in ${place}`,
  retrieved: (place: string) => `opened by somebody in ${place}, as its node says,`,
  non_delivery: (place: string) => `missed an answer, as ${place} says,`,
}
const order = Object.keys(says)

function sayWay(
  { receipts, logged }: ProvenEnvelope,
  index: number,
  day: Seconds,
  all: WholeEvidence,
): string[] {
  const sorted = receipts.toSorted(
    (a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind),
  )
  const signed = sorted.map(({ kind, by, at, code }) => {
    const note = code === undefined ? '' : ` (${sayCode(code)})`
    return `${says[kind](placeOf(all, by))}${note} ${sayClock(at, day)}`
  })
  const answers = signed.length > 0 ? signed.join('; ') : 'no receipt is here'
  return [`Envelope ${index + 1}: ${answers}.`, sayPlace(logged, day, all)]
}

function sayPlace(
  logged: ProvenEnvelope['logged'],
  day: Seconds,
  { witnesses }: WholeEvidence,
): string {
  if (!logged) return 'Not shown to be in the log.'
  const entry = `Entry ${logged.index + 1} of the log`
  const by = `${logged.by.length} of ${witnesses.nodes} nodes`
  return logged.witnessedAt === undefined
    ? `${entry}, which only ${by} confirmed.`
    : `${entry} since ${sayClock(logged.witnessedAt, day)} at the latest, as ${by} confirmed.`
}
