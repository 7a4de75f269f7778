import { z } from 'zod'
import { defineView } from './define-view.ts'

/** Where "hide screen" leads without script: a page that shows nothing. */
export const hiddenView = defineView('kit/hidden', z.strictObject({}))

/**
 * What answers quick exit without script: an empty page that goes on to another site by itself. It
 * is no redirect, since a form may not lead to another site.
 */
export const leftView = defineView(
  'kit/left',
  z.strictObject({ to: z.union([z.url({ protocol: /^https$/ }), z.string().regex(/^\/\w/)]) }),
)
