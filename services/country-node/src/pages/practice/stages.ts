import { z } from 'zod'

/** One step of the common case after sending, as its sender meets it. */
interface Stage {
  /** Whose turn it is: after sending theirs, of every other step whoever takes it. */
  isOurs: boolean
  /** Where a handover stands then (`standings` of `page-status`), and what has been added to what happened. */
  status: string
  event: string
  /** What the real page asks. */
  asks: readonly string[]
}

/** In their order; the address of each is its name. */
export const stages = {
  sent: { isOurs: false, status: 'offered', event: 'offered', asks: [] },
  accepted: { isOurs: false, status: 'accepted', event: 'accepted', asks: [] },
  plan: {
    isOurs: true,
    status: 'planned',
    event: 'plan_signed',
    asks: ['plan_risk', 'valid_until', 'warm_handover', 'first_on_call', 'plan_phone'],
  },
  leaving: {
    isOurs: true,
    status: 'in_transit',
    event: 'departed',
    asks: ['still_wants_to', 'told_by_phone'],
  },
  met: { isOurs: false, status: 'arrived', event: 'arrived', asks: [] },
  'in-care': { isOurs: false, status: 'in_care', event: 'in_care', asks: [] },
} as const satisfies Record<string, Stage>

export const StageName = z.enum(Object.keys(stages) as [keyof typeof stages])
export type StageName = z.infer<typeof StageName>

export const stageOf = (name: StageName): Stage => stages[name]
