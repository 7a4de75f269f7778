import type { Comparison } from './measure.ts'

/** One promise about speed, as a ratio to something measured in the same run. */
export interface Figure {
  id: string
  what: string
  ratio: number
  goal: number
  ok: boolean
  /** What it is held against, and how it came out; times in microseconds of CPU. */
  denominator: string
  measured: Comparison
  /** More of the same run that explains the ratio. */
  lines: { what: string; ratio: number; measured: Comparison }[]
}
