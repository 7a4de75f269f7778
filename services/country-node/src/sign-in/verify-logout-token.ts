import { Problem } from '@causeway/schemas/problems'
import { jwtVerify } from 'jose'
import { z } from 'zod'
import { isProviderFault } from '../staff/authenticate.ts'
import type { Provider } from './provider.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/** Seconds in which a logout token must arrive. */
const MAX_AGE = '120s'

/** The type may be left out, or be the general one, as by providers before it was named. */
const Header = z.object({ typ: z.enum(['logout+jwt', 'JWT']).default('logout+jwt') })

const Claims = z.object({
  sub: z.string().min(1).max(255).optional(),
  sid: z.string().min(1).max(255).optional(),
  events: z.object({ [EVENT]: z.object({}) }),
  nonce: z.undefined().optional(),
})

/** One session at the provider, or everything of a subject. */
export type LoggedOut = { providerSession: string } | { subject: string }

/**
 * Checks a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.6). Throws `Problem`:
 * `request-malformed`, the 400 that section 2.8 asks for, when it is not one of this provider for
 * this client, now; `busy` when the provider's keys cannot be had.
 */
export async function verifyLogoutToken(
  { issuer, clientId, findKey }: Provider,
  token: string,
  at: Date,
): Promise<LoggedOut> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, findKey, {
      issuer,
      audience: clientId,
      currentDate: at,
      algorithms: ['ES256', 'RS256', 'PS256'],
      maxTokenAge: MAX_AGE,
      clockTolerance: 5,
      requiredClaims: ['jti'],
    })
    Header.parse(protectedHeader)
    const { sid, sub } = Claims.parse(payload)
    if (sid !== undefined) return { providerSession: sid }
    if (sub !== undefined) return { subject: sub }
  } catch (cause) {
    const isAway = !(cause instanceof z.ZodError) && isProviderFault(cause)
    throw new Problem(isAway ? 'busy' : 'request-malformed', { cause })
  }
  throw new Problem('request-malformed')
}
