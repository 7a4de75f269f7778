import { z } from 'zod'

/** What an organisation is there for; a referral can be sent only to one whose mandate fits. */
export const Mandate = z.enum(['identify', 'place', 'support', 'register', 'investigate', 'route'])
export type Mandate = z.infer<typeof Mandate>
