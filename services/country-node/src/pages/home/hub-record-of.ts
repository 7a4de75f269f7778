import type { Language } from '@causeway/page-kit'
import { LogFindingKind } from '@causeway/schemas/api'
import { z } from 'zod'
import { viewHubRecord } from '../../witness/view-hub-record.ts'
import type { PageSite } from '../page-site.ts'

const Moment = z.iso.datetime()

/** How the hub's record stands, in words for who has to act on it; numbers as the reader writes them. */
export const HubRecordWords = z.strictObject({
  /** Whether something was found that has not settled by itself: then somebody has to call. */
  isAlarming: z.boolean(),
  confirmed: z.strictObject({ at: Moment, by: z.string(), of: z.string() }).optional(),
  findings: z.array(
    z.strictObject({
      kind: LogFindingKind,
      count: z.string(),
      since: Moment,
      /** Mail that is confirmed late is settled; everything else stays as it was found. */
      isOpen: z.boolean(),
    }),
  ),
})
export type HubRecordWords = z.infer<typeof HubRecordWords>

/** What has not settled comes first, and of that what was found last. */
export async function hubRecordOf(
  { context, pages }: Pick<PageSite, 'context' | 'pages'>,
  { language }: { language: Language },
): Promise<HubRecordWords> {
  const { nodes, confirmed, findings } = await viewHubRecord(context)
  const { number } = pages.formats(language)
  const shown = findings.map(({ kind, count, open, first_at, last_at }) => ({
    kind,
    count: number(open > 0 ? open : count),
    since: first_at,
    isOpen: open > 0,
    last_at,
  }))
  return {
    isAlarming: shown.some(({ isOpen }) => isOpen),
    ...(confirmed
      ? { confirmed: { at: confirmed.at, by: number(confirmed.nodes), of: number(nodes) } }
      : {}),
    findings: shown
      .toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen) || b.last_at.localeCompare(a.last_at))
      .map(({ last_at: _, ...words }) => words),
  }
}
