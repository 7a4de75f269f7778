import type { NodeContext } from '../../context.ts'
import { showMeetingSheet } from '../../journey/show-meeting-sheet.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { momentOf } from '../moments.ts'
import type { Sheet } from './meet-view.ts'

/** What whoever meets her needs. The reading is audited; throws as `showMeetingSheet`. */
export async function sheetModel(
  context: NodeContext,
  actor: StaffActor,
  referral: Referral,
): Promise<Sheet> {
  const sheet = await showMeetingSheet(context, actor, referral)
  const { place, meeter, look, language, worker_says, duty_phones: phones } = sheet
  const legs = sheet.legs.map(({ from, to, mode, departs_at, due_at }) => ({
    from,
    to,
    mode,
    departs: momentOf(departs_at),
    due: momentOf(due_at),
  }))
  return {
    place,
    meeter,
    look,
    legs,
    lang: Intl.getCanonicalLocales(language)[0] ?? language,
    ...(worker_says ? { words: worker_says } : {}),
    phones,
    due: legs.at(-1)?.due ?? momentOf(0),
  }
}
