import { defineView } from '@causeway/page-kit'
import { z } from 'zod'

/** The session has ended, by somebody or by time. */
export const signedOutView = defineView('frame/signed-out', z.strictObject({}))
