import type { RestrictionView } from '@causeway/schemas/api'
import type { Handover } from './handover.ts'
import type { Reader } from './reader.ts'

/** Something that she stopped. */
export interface Stop {
  name: string
  state: 'undone' | 'answered' | 'silent'
  undoUntil?: string | undefined
}

/** What she stopped, by its groups and its day. */
export function stopName(
  { site, language }: Reader,
  { groups, at }: Pick<RestrictionView, 'groups' | 'at'>,
): string {
  const translate = site.pages.translate(language)
  const { moment, list } = site.pages.formats(language)
  const what = groups
    ? list(groups.map((group) => translate(`group.${group}`)))
    : translate('send.stop.all')
  return translate('send.stop.name', { what, when: moment(at) })
}

/** What she stopped in a handover, whether the other side has answered, until when she can undo it. */
export const showStops = (reader: Reader, { view, now }: Handover): Stop[] =>
  view.restrictions.map((one) => ({
    name: stopName(reader, one),
    state: one.is_undone ? 'undone' : one.answered ? 'answered' : 'silent',
    undoUntil: one.is_undone || now > new Date(one.undo_until) ? undefined : one.undo_until,
  }))
