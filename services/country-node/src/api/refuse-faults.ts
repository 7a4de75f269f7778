import { type Fault, Problem } from '@causeway/schemas/problems'

/** A place in the body and the rule that it breaks. */
export type BodyFault = Omit<Fault, 'in'>

/**
 * Throws `Problem('request-malformed')` when the body of a request breaks a rule that its schema
 * cannot say: it names every place, and no value.
 */
export function refuseFaults(found: readonly (BodyFault | false)[]): void {
  const faults: Fault[] = found
    .filter((fault) => fault !== false)
    .map((fault) => ({ ...fault, in: 'body' }))
  if (faults.length > 0) throw new Problem('request-malformed', { faults })
}
