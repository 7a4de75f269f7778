import type { Figure } from './figure.ts'
import { recordPresentation } from './record-presentation.ts'

/** Every figure that can be measured, by the number of its promise. */
export const figures = {
  P10: recordPresentation,
} as const satisfies Record<string, () => Promise<Figure>>

export type FigureId = keyof typeof figures
