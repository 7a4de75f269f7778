import { defineView } from '@causeway/page-kit'
import { z } from 'zod'

/** The session has ended, by somebody or by time; `isKept`: what was typed then is shown again. */
export const signedOutView = defineView(
  'frame/signed-out',
  z.strictObject({ againHref: z.string().startsWith('/'), isKept: z.boolean() }),
)
