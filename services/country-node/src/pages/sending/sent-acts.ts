import { z } from 'zod'
import { journeyActs } from './journey-acts.ts'
import type { SentAct } from './sent-act.ts'
import { stopActs } from './stop-acts.ts'

/** In the order in which they are offered. */
const sentActs = { ...journeyActs, ...stopActs }

export const SentActName = z.enum(Object.keys(sentActs) as [keyof typeof sentActs])
export type SentActName = z.infer<typeof SentActName>

export const actOf = (name: SentActName): SentAct => sentActs[name]
