import type { Figure } from './figure.ts'
import { handoffs } from './handoffs.ts'
import { hubAccepts } from './hub-accepts.ts'
import { idleLatency } from './idle-latency.ts'
import { idleMemory } from './idle-memory.ts'
import { inboxPage } from './inbox-page.ts'
import { logGrowth } from './log-growth.ts'
import { recordPresentation } from './record-presentation.ts'

/** Every figure that can be measured, by the number of its promise; told whether to take its time. */
export const figures = {
  P1: hubAccepts,
  P2: handoffs,
  P3: idleLatency,
  P8: logGrowth,
  P9: idleMemory,
  P10: recordPresentation,
  P12: inboxPage,
} as const satisfies Record<string, (isLong: boolean) => Promise<Figure>>

export type FigureId = keyof typeof figures
