import type { Move } from '../referrals/make-move.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StoredDeadline } from './deadline-queries.ts'
import { readLegKey } from './deadline-state.ts'

/** Row 12: the watch of either node says that she was not met in time, unless somebody has said so. */
export function stateMissed(
  { counted, state }: Snapshot,
  { key }: StoredDeadline,
): Move | undefined {
  const { plan, leg } = readLegKey(key)
  const wasSaid = counted.some(
    ({ type, data }) => type === 'missed' && data.plan === plan && data.leg === leg,
  )
  if (!state.watch || state.plan !== plan || wasSaid) return undefined
  return {
    type: 'missed',
    data: { plan, leg },
    audit: { act: 'deadline.missed', detail: { revision: plan, leg } },
  }
}
