import { isWithin } from './causality.ts'
import { type Fact, planOf } from './fact.ts'

const isChange = ({ event }: Fact): boolean => event.type === 'travel_changed'

/**
 * The changes of a journey that hide nothing, since she had left by the plan they name and their
 * authors did not know. One departure is enough, and it stays, so a change that is overtaken once is
 * so for ever.
 */
export const overtakenChanges = (facts: readonly Fact[]): Fact[] =>
  facts.filter(
    (change) =>
      isChange(change) &&
      facts.some(
        (fact) =>
          fact.event.type === 'departed' &&
          planOf(fact) === planOf(change) &&
          !isWithin(fact, change.past),
      ),
  )

/**
 * The revisions of the plan of which somebody who knew of every departure by them has said that they
 * do not hold any more.
 */
export function voidPlans(facts: readonly Fact[]): Set<number | undefined> {
  const overtaken = new Set(overtakenChanges(facts))
  return new Set(facts.filter((fact) => isChange(fact) && !overtaken.has(fact)).map(planOf))
}

/**
 * The facts that say where she is, without those about a plan that is void. One about an older plan
 * stays: what became of the rest of the way does not undo that she has left.
 */
export function whereabouts(facts: readonly Fact[]): Fact[] {
  const isVoid = voidPlans(facts)
  return facts.filter((fact) => !isChange(fact) && !isVoid.has(planOf(fact) ?? 0))
}
