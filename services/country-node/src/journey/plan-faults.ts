import type { PlanHalf, PlanText } from '@causeway/schemas/record'
import type { BodyFault } from '../api/refuse-faults.ts'

/**
 * What a half lacks for this plan: the risk must have been assessed to last until she arrives, and
 * each leg needs two different people on call. Empty when it is complete.
 */
export function faultsOfHalf(
  { risk, on_call }: Pick<PlanHalf, 'risk' | 'on_call'>,
  { legs }: PlanText,
): BodyFault[] {
  const isValid = risk.valid_until >= arrivalOf({ legs }) && risk.valid_until > risk.assessed_at
  return [
    ...(isValid ? [] : [{ pointer: '/risk/valid_until', rule: 'not_on_travel_date' }]),
    ...(on_call.length === legs.length ? [] : [{ pointer: '/on_call', rule: 'one_per_leg' }]),
    ...on_call.flatMap(({ first, second }, index) =>
      first.toLowerCase() === second.toLowerCase()
        ? [{ pointer: `/on_call/${index}/second`, rule: 'another_person' }]
        : [],
    ),
  ]
}

/** When she is due at the end of the last leg, in seconds since 1970. */
export const arrivalOf = ({ legs }: Pick<PlanText, 'legs'>): number => legs.at(-1)?.due_at ?? 0
