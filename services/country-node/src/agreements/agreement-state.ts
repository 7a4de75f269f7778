import type { Category } from '@causeway/schemas/record'
import type { RandomId, Seconds } from '@causeway/schemas/wire'

/** What can become of an agreement. It expires by itself: no row says so. */
export type AgreementEventKind =
  | 'requested'
  | 'given'
  | 'refused'
  | 'reaffirmed'
  | 'withdrawn'
  | 'restored'
  | 'superseded'
  | 'invalidated'

export type AgreementState = Exclude<AgreementEventKind, 'restored'> | 'expired'

export interface AgreementEvent {
  kind: AgreementEventKind
  groups: readonly Category[] | null
  withdrawal: RandomId | null
}

interface Terms {
  valid_from: Seconds
  expires_at: Seconds
  /** The groups that something was agreed about. */
  groups: readonly Category[]
}

interface Standing {
  state: AgreementState
  /** The groups that may be shared under it at this moment. */
  live: Category[]
}

/** What ends an agreement for good, the gravest first. */
const ends = ['refused', 'invalidated', 'superseded'] as const satisfies AgreementEventKind[]

/**
 * Where an agreement stands, from all that became of it, in order. A withdrawal takes away its
 * groups until it is restored; an agreement of which no group is left is withdrawn as a whole. What
 * ended by an act of hers or ours stays so named when its time has run out as well.
 */
export function standingOf(
  { valid_from, expires_at, groups }: Terms,
  events: readonly AgreementEvent[],
  at: Seconds,
): Standing {
  const has = (kind: AgreementEventKind) => events.some((event) => event.kind === kind)
  const ended = ends.find(has)
  if (ended) return { state: ended, live: [] }
  if (!has('given')) return { state: 'requested', live: [] }
  const restored = events.filter((event) => event.kind === 'restored')
  const withdrawals = events.filter(
    ({ kind, withdrawal }) =>
      kind === 'withdrawn' && !restored.some((undone) => undone.withdrawal === withdrawal),
  )
  const live = groups.filter(
    (group) => !withdrawals.some((it) => it.groups?.includes(group) ?? true),
  )
  if (live.length === 0) return { state: 'withdrawn', live }
  if (at < valid_from || at >= expires_at) return { state: 'expired', live: [] }
  return { state: has('reaffirmed') ? 'reaffirmed' : 'given', live }
}
