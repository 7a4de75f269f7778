import { defineView } from '@causeway/page-kit'
import { z } from 'zod'

const Minutes = z.int().positive()

/** How far everybody can use these pages, and what is known not to be so: WCAG 2.2, level AA. */
export const accessibilityView = defineView(
  'frame/accessibility',
  z.strictObject({ idleMinutes: Minutes }),
)

/** What is kept of a member of staff who uses these pages. */
export const privacyView = defineView(
  'frame/privacy',
  z.strictObject({ idleMinutes: Minutes, sessionHours: z.int().positive(), keptMinutes: Minutes }),
)
