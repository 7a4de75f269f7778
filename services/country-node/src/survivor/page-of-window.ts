import type { Receiver } from '@causeway/schemas/record'
import type { NodeContext } from '../context.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'
import { isAllStopped, mayPause, mayResume, mayStopAll, type WindowModel } from './window-model.ts'

/** An organisation by the name that the directory gives it; its country's when it has left. */
export const nameOf = ({ directory }: NodeContext, { node, org }: Receiver): string =>
  findOrganisation(directory, org)?.name ?? node.toUpperCase()

/** Her page: names in the place of ids, and addresses of what she can do. */
export function pageOfWindow(context: NodeContext, model: WindowModel) {
  const named = <Line extends { to: Receiver }>(line: Line) => ({
    ...line,
    to: nameOf(context, line.to),
  })
  return {
    handovers: model.handovers.map((it) => ({
      to: nameOf(context, it.to),
      stands: it.stands,
      pausedBy: it.pausedBy,
      isAsked: it.isAsked,
      pauseHref: mayPause(it) ? `/pause/${it.id}` : undefined,
      resumeHref: mayResume(it) ? `/resume/${it.id}` : undefined,
    })),
    went: model.went.map(named),
    agreed: model.agreed.map((it) => ({
      ...named(it),
      groups: it.groups.map(({ gid, group, isStopped }) => ({
        group,
        isStopped,
        stopHref: isStopped || isAllStopped(model) ? undefined : `/stop/${gid}`,
      })),
    })),
    refused: model.refused.map(named),
    stops: model.stops.map(({ recipients, ...it }) => ({
      ...it,
      recipients: recipients.map(named),
    })),
    stopHref: mayStopAll(model) ? '/stop' : undefined,
  }
}
