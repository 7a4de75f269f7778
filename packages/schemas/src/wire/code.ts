import { z } from 'zod'

/** The form of every code in the network; which ones exist is in the code lists. */
export const Code = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/)
export type Code = z.infer<typeof Code>
