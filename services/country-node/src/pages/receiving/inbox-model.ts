import type { Pages, Translate } from '@causeway/page-kit'
import { ageingBars } from '@causeway/page-kit/pictures'
import { Purpose, Urgency } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import { type NodeContext, seconds } from '../../context.ts'
import { handoverHref, referenceOf } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import { standingOf } from '../page-status.ts'
import { flagsOf } from './head-of.ts'
import { readCursor, writeCursor } from './inbox-cursor.ts'
import { cursorOf, hasDue, listAlarmed, listReceived, type ReceivedRow } from './inbox-queries.ts'
import type { InboxFilter, InboxLine } from './inbox-view.ts'

/** As many as are read without scrolling for ever, and as weigh little on a poor line. */
const PER_PAGE = 20

interface Words {
  translate: Translate
  formats: ReturnType<Pages['formats']>
}

/** One page of the inbox. Says nothing of anybody, so that it is not audited. */
export async function inboxModel(
  { db, now }: NodeContext,
  org: RandomId,
  { after, ...filter }: InboxFilter & { after?: string | undefined },
  words: Words,
) {
  const { stage, urgency } = filter
  const rows = await listReceived(db, org, filter, readCursor(after), PER_PAGE + 1)
  const page = rows.slice(0, PER_PAGE)
  const last = rows.length > PER_PAGE ? page.at(-1) : undefined
  const at = seconds(now)
  const alarmed = await listAlarmed(
    db,
    page.map(({ id }) => id),
  )
  const lines = page.map((row) => lineOf(row, { at, isAlarmed: alarmed.has(row.id) }))
  const here = `/inbox?${new URLSearchParams({ stage, ...(urgency ? { urgency } : {}) })}`
  const ageing = stage === 'to_answer' ? barsOf(lines, now().toISOString(), words) : undefined
  return {
    now: now().toISOString(),
    stage,
    ...(urgency ? { urgency } : {}),
    lines,
    ...(ageing ? { ageing } : {}),
    ...(after ? { firstHref: here } : {}),
    ...(last ? { nextHref: `${here}&after=${writeCursor(cursorOf(stage, last))}` } : {}),
  }
}

const lineOf = (
  row: ReceivedRow,
  { at, isAlarmed }: { at: number; isAlarmed: boolean },
): InboxLine => ({
  href: handoverHref('receiver', row.id),
  reference: referenceOf(row.id),
  status: standingOf(row.status).word,
  /** What she took back is said on the page itself, where it can be explained. */
  flags: flagsOf(row.state, { isAlarmed, isRestricted: false }),
  urgency: Urgency.parse(row.urgency),
  purpose: Purpose.parse(row.purpose),
  ...(hasDue(row) ? { due: momentOf(row.due_at) } : {}),
  isLate: row.due_at <= at,
  since: (row.stage === 'ended' ? row.changed_at : row.created_at).toISOString(),
})

function barsOf(lines: readonly InboxLine[], now: string, { translate: t, formats }: Words) {
  const items = lines.flatMap(({ reference, since, due }) =>
    due === undefined
      ? []
      : [{ name: reference, started: since, due, left: formats.away(due, now) }],
  )
  if (items.length === 0) return undefined
  const columns = [t('receive.ageing.which'), t('receive.ageing.left')] as const
  return ageingBars({ title: t('receive.ageing.title'), columns, items, now })
}
