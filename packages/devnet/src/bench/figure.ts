import type { Comparison } from './measure.ts'

/** How long something took, in milliseconds. */
export interface Timing {
  p50: number
  p99: number
  requests: number
}

/** What a ratio has to be at least, or at most. */
export type Goal = { atLeast: number } | { atMost: number }

export const meets = (ratio: number, goal: Goal): boolean =>
  'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost

/** More of the same run, that explains the figure or has a goal of its own. */
export interface Line {
  what: string
  ratio: number
  goal?: Goal
  measured: Comparison | Timing
}

/** One promise about speed: a ratio to something measured in the same run, or a time by the clock. */
export interface Figure {
  id: string
  what: string
  ratio: number
  goal: Goal
  ok: boolean
  /** What it is held against, and how it came out. */
  denominator: string
  measured: Comparison | Timing
  lines: Line[]
}
