import type { Browser } from '@causeway/testkit/browser'
import { requireCorridor } from '../../src/demo/corridor.ts'
import type { Network, NetworkNode } from '../../src/start-network.ts'
import { confirmPlan, letHerLeave, readCard } from './follow-sent.ts'
import { type Her, her } from './her.ts'
import { sendReturn } from './prepare-return.ts'
import { accept, meetAndCare, openOffer, signPlan, type Timing, unhurried } from './receive.ts'
import type { Language } from './texts.ts'
import { type Equipment, untilShown, type Visitor } from './visitor.ts'
import { openWorker, type Worker } from './worker.ts'

/** Two countries, two people who work there, and somebody who goes from one to the other. */
export interface Journey {
  sender: Worker
  receiver: Worker
  /** All who have a part in it, in front of any pages. */
  visitors: Visitor[]
  her: Her
}

export interface JourneyOptions {
  corridor: string
  equipment: Equipment
  /** Of the sender and of the receiver; those of their countries when left out. */
  languages?: readonly [Language, Language]
  look?: (visitor: Visitor) => Promise<void>
}

/** In which language people of a country work. */
const languageOf: Record<string, Language> = { gb: 'en', ro: 'ro', nl: 'nl', de: 'de' }

export async function beginJourney(
  { nodes }: Network,
  browser: Browser,
  { corridor, equipment, languages, look }: JourneyOptions,
): Promise<Journey> {
  const { from, to } = requireCorridor(corridor, Object.keys(nodes))
  const at = (node: NetworkNode | undefined, user: string, language: Language | undefined) => {
    if (!node) throw new TypeError('No such country')
    const own = language ?? languageOf[node.id] ?? 'en'
    const seen = look ? { look } : {}
    return openWorker({ browser, node, user, language: own, equipment, ...seen })
  }
  const sender = await at(nodes[from], 'ngo-case-worker', languages?.[0])
  const receiver = await at(nodes[to], 'agency-case-worker', languages?.[1])
  return { sender, receiver, visitors: [sender, receiver], her: her(receiver.node) }
}

/** Lets somebody else of one of the two countries have a part in it, equipped as the others are. */
export async function joinJourney(
  browser: Browser,
  { sender, visitors }: Journey,
  { node, user }: { node: NetworkNode; user: string },
): Promise<Worker> {
  const language = languageOf[node.id] ?? 'en'
  const worker = await openWorker({ browser, node, user, language, equipment: sender.equipment })
  visitors.push(worker)
  return worker
}

/** From nothing to an offer that the other side has opened. Returns its reference. */
export async function sendAndOpen({ sender, receiver, her }: Journey): Promise<string> {
  const reference = await sendReturn(sender, her, receiver)
  await openOffer(receiver, reference)
  return reference
}

/** Accepted, and a plan that both sides have signed. Returns what she answers with. */
export async function acceptAndPlan(
  { sender, receiver, her }: Journey,
  timing: Timing = unhurried,
): Promise<string> {
  await accept(receiver)
  await signPlan(receiver, her, timing)
  await confirmPlan(sender)
  return readCard(sender)
}

/** The common case from *New return* to the moment she is in care, through the pages alone. */
export async function goThroughCommonCase(journey: Journey): Promise<void> {
  const { sender, receiver } = journey
  await sendAndOpen(journey)
  const answer = await acceptAndPlan(journey)
  await letHerLeave(sender)
  await meetAndCare(receiver, answer)
  await untilShown(sender, sender.say('send.meaning.in_care'))
}
