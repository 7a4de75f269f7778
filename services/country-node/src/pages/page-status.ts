import { z } from 'zod'

/** The eight words for where a handover stands, the same on every page. */
export const PageStatus = z.enum([
  'preparing',
  'sent',
  'considered',
  'accepted',
  'travelling',
  'met',
  'in_care',
  'ended',
])
export type PageStatus = z.infer<typeof PageStatus>

export interface Standing {
  word: PageStatus
  /** How it is marked. */
  kind: 'calm' | 'now' | 'soon' | 'over'
}

export const standings: Record<string, Standing> = {
  draft: { word: 'preparing', kind: 'calm' },
  offered: { word: 'sent', kind: 'calm' },
  under_review: { word: 'considered', kind: 'calm' },
  accepted: { word: 'accepted', kind: 'now' },
  planned: { word: 'accepted', kind: 'now' },
  in_transit: { word: 'travelling', kind: 'soon' },
  missed: { word: 'travelling', kind: 'soon' },
  lost_contact: { word: 'travelling', kind: 'soon' },
  arrived: { word: 'met', kind: 'now' },
  in_care: { word: 'in_care', kind: 'now' },
}

/** Whatever is none of those has ended. */
export const standingOf = (status: string): Standing =>
  standings[status] ?? { word: 'ended', kind: 'over' }

/** Something holds a handover up, or needs a look at once; in the order in which it matters. */
export const Flag = z.enum([
  'alarm',
  'restricted',
  'recall',
  'recall_asked',
  'paused_by_her',
  'paused',
  'question',
])
export type Flag = z.infer<typeof Flag>
