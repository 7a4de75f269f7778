import { Category } from '@causeway/schemas/record'
import { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import type { Handover, WindowModel } from './window-model.ts'

/** What somebody clicked who came in by the PIN for danger. */
export const Pretended = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('pause'), handover: RandomId }),
  z.strictObject({ act: z.literal('resume'), handover: RandomId }),
  z.strictObject({
    act: z.literal('stop'),
    /** Left out: everything. */
    group: Category.optional(),
    at: z.iso.datetime(),
    until: z.iso.datetime(),
  }),
])
export type Pretended = z.infer<typeof Pretended>

/** What her window would show if all that had been done, and nobody had answered yet. */
export const pretend = (model: WindowModel, acts: readonly Pretended[]): WindowModel =>
  acts.reduce(afterOne, model)

function afterOne(model: WindowModel, act: Pretended): WindowModel {
  if (act.act === 'stop') return afterStop(model, act)
  const change = (handover: Handover): Handover => {
    const others = handover.pausedBy.filter((who) => who !== 'her')
    return { ...handover, pausedBy: act.act === 'pause' ? ['her', ...others] : others }
  }
  return {
    ...model,
    handovers: model.handovers.map((it) =>
      it.id === act.handover && it.isRunning ? change(it) : it,
    ),
  }
}

const ended = {
  stands: 'ended',
  isRunning: false,
  endsByStop: false,
  pausedBy: [],
  isAsked: false,
} as const

function afterStop(
  model: WindowModel,
  { group, at, until }: Extract<Pretended, { act: 'stop' }>,
): WindowModel {
  const recipients = model.handovers.map(({ to }) => ({ to, hasAnswered: false }))
  const isMeant = (one: Category) => group === undefined || one === group
  return {
    ...model,
    handovers: model.handovers.map((it) =>
      group === undefined && it.endsByStop ? { ...it, ...ended } : it,
    ),
    agreed: model.agreed.map((it) => ({
      ...it,
      groups: it.groups.map((one) => ({ ...one, isStopped: one.isStopped || isMeant(one.group) })),
    })),
    stops: [{ groups: group && [group], at, until, recipients }, ...model.stops],
  }
}
