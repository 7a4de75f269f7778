import type { Snapshot } from '../referrals/snapshot.ts'

/** How often it was said that she left on the plan that holds now: once for each leg, in their order. */
export const departuresOf = ({ counted, state }: Pick<Snapshot, 'counted' | 'state'>): number =>
  counted.filter((event) => event.type === 'departed' && event.data.plan === state.plan).length
