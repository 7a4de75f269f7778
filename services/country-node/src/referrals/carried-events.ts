import type { CarriedEvents } from '../exchange/exchange-context.ts'
import { prepareEvent } from './apply-event.ts'
import { eventMessageOf, forgetBody } from './event-message.ts'

/** What the exchange carries, as referrals understand it. */
export const carriedEvents: CarriedEvents = {
  prepare: prepareEvent,
  messageOf: eventMessageOf,
  settled: forgetBody,
}
