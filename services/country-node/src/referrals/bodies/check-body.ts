import type { ChainedEvent } from '@causeway/protocol/chain'
import { Refusal } from '@causeway/schemas/problems'
import { Acceptance, Answer, type EventType, Question } from '@causeway/schemas/record'
import type { NodeContext } from '../../context.ts'
import { planBody } from '../../journey/plan-body.ts'
import { tellingBody } from '../../telling/telling-body.ts'
import { type BodyRule, type CheckedBody, type EventMessage, wholeBody } from './body-rule.ts'
import { custodyBody } from './custody-body.ts'
import { offerBody } from './offer-body.ts'
import { packetBody } from './packet-body.ts'

/** The events that have a body beside them, and how it is read. */
const bodyRules: { [Type in EventType]?: BodyRule<Type> } = {
  offered: offerBody,
  accepted: wholeBody(Acceptance, 'acceptance'),
  disclosed: packetBody,
  plan_signed: planBody,
  custody_passed: custodyBody,
  asked: wholeBody(Question, 'question'),
  answered: wholeBody(Answer, 'answer'),
  asked_again: tellingBody,
}

/**
 * Reads the body of an event by the rule for its kind. Writes nothing. `undefined` for events that
 * have none. Throws `Refusal`.
 */
export async function checkBody(
  context: NodeContext,
  event: ChainedEvent,
  message: EventMessage,
): Promise<CheckedBody | undefined> {
  const rule = bodyRules[event.type] as BodyRule<EventType> | undefined
  if (rule) return rule(context, event, message)
  if (message.body || message.grants) throw new Refusal('schema')
  return undefined
}
