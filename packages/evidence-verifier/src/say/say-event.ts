import type { WholeEvidence } from '@causeway/protocol/evidence'
import { placeOf, sayCode, sayOrganisation, sayTime, withArticle } from './words.ts'

export type SaidEvent = WholeEvidence['events'][number]
type Data<Type extends SaidEvent['type']> = Extract<SaidEvent, { type: Type }>['data']
type Sayings = { [Type in SaidEvent['type']]: (data: Data<Type>, all: WholeEvidence) => string }

const codes = (list: readonly string[]) => list.map(sayCode).join(', ')
const happened = ({ when, phoned_in }: { when: number; phoned_in: boolean }) =>
  `at ${sayTime(when)}${phoned_in ? ', as it was told by telephone' : ''}`

/** What each kind of event says in clear; what came sealed beside it is not here. */
const sayings: Sayings = {
  offered: ({ to, purpose, urgency }, all) =>
    `offered the referral to ${sayOrganisation(all, to.org, to.node)} (${placeOf(all, to.node)}); purpose ${sayCode(purpose)}, urgency ${sayCode(urgency)}`,
  opened: () => 'began to consider the offer',
  accepted: ({ services, not_accepted }) =>
    `accepted, for ${codes(services)}${not_accepted.length > 0 ? `; not for ${codes(not_accepted)}` : ''}`,
  declined: ({ reason }) => `declined: ${sayCode(reason)}`,
  disclosed: ({ tier }) =>
    `disclosed ${tier === 't2' ? 'the packet that follows an acceptance' : 'items of her story'} (sealed; not in this file)`,
  expired: () => 'noted that the time to answer was over',
  acceptance_withdrawn: ({ reason }) => `took the acceptance back: ${sayCode(reason)}`,
  recalled: () => 'recalled the offer',
  recall_requested: () => 'asked for the referral back',
  recall_confirmed: () => 'gave the referral back',
  plan_signed: ({ plan }) => `signed travel plan ${plan} (its text is sealed; not in this file)`,
  travel_changed: ({ plan, reason }) => `said that travel plan ${plan} is off: ${sayCode(reason)}`,
  departed: (data) => `said that she left on travel plan ${data.plan}, ${happened(data)}`,
  missed: ({ plan, leg }) => `said that she was missed on leg ${leg} of travel plan ${plan}`,
  lost_contact: () => 'said that contact with her was lost',
  arrived: (data) =>
    `said that she arrived (${sayCode(data.kind)}; meeting words ${sayCode(data.words)}), ${happened(data)}`,
  in_care: (data) => `took her into care and the lead over, ${happened(data)}`,
  custody_passed: () => 'passed the custody of her record on',
  paused: ({ by_her }) => `paused the referral${by_her ? ', at her wish' : ''}`,
  resumed: () => 'let the referral go on',
  withdrawn: () => 'passed on that she withdraws from all of it',
  consent_withdrawn: ({ groups }) =>
    `passed on that she withdraws her agreement${groups ? ` about ${codes(groups)}` : ''}`,
  restricted: () => 'confirmed that nothing withdrawn is used any more',
  withdrawal_undone: () => 'passed on that she undoes a withdrawal',
  asked: ({ question }) => `asked a question about ${sayCode(question)}`,
  answered: () => 'answered a question',
  asked_again: ({ statutory }) =>
    `told that she was asked about something again${statutory ? ', as the law required' : ''}`,
  closed: ({ outcome }) => `closed the referral${outcome ? `: ${sayCode(outcome)}` : ''}`,
}

/** What an event says, without who and when. */
export const sayEvent = (event: SaidEvent, all: WholeEvidence): string =>
  (sayings[event.type] as (data: SaidEvent['data'], all: WholeEvidence) => string)(event.data, all)

/** Who said it: a role, never a name. */
export function sayActor({ actor, node }: SaidEvent, all: WholeEvidence): string {
  const of = `${sayOrganisation(all, actor.org, node)} (${placeOf(all, node)})`
  if (actor.role === 'system') return `the system of ${of}`
  if (actor.role === 'survivor') return `she herself, through ${of}`
  return `${withArticle(sayCode(actor.role))} of ${of}`
}
