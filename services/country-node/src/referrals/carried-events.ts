import type { CarriedEvents } from '../exchange/exchange-context.ts'
import { prepareEvent } from './apply-event.ts'
import { eventMessageOf, mayGo } from './event-message.ts'
import { settleEvents } from './settle-event.ts'

/** What the exchange carries, as referrals understand it. */
export const carriedEvents: CarriedEvents = {
  prepare: prepareEvent,
  messageOf: eventMessageOf,
  mayGo,
  settled: settleEvents,
}
