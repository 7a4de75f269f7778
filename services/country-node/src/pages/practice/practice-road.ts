import type { DraftRoad } from '../sending/draft-road.ts'
import { practiceSite } from './practice-network.ts'

export const PRACTICE = '/practice'

/** The four pages with somebody made up: at the end of this road nobody is. */
export const practiceRoad: DraftRoad = {
  base: `${PRACTICE}/returns`,
  isPractice: true,
  startHref: PRACTICE,
  siteFor: practiceSite,
  heldAt: 'sent',
  endedHref: () => PRACTICE,
}
