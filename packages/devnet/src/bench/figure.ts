import type { Comparison } from './measure.ts'

/** How long something took, in milliseconds. */
export interface Timing {
  p50: number
  p99: number
  requests: number
}

/** One promise about speed: a ratio to something measured in the same run, or a time by the clock. */
export interface Figure {
  id: string
  what: string
  ratio: number
  goal: number
  ok: boolean
  /** What it is held against, and how it came out. */
  denominator: string
  measured: Comparison | Timing
  /** More of the same run that explains the ratio. */
  lines: { what: string; ratio: number; measured: Comparison | Timing }[]
}
