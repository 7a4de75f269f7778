import { Role } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import { RandomId } from '@causeway/schemas/wire'
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import type { NodeContext } from '../context.ts'
import type { StaffActor } from './actor.ts'
import { type IdentityProviderOptions, keysOf } from './identity-provider.ts'
import { knowMember } from './staff-queries.ts'

export interface AuthenticatorOptions extends IdentityProviderOptions {
  audience: string
}

/** Takes the `Authorization` header as it came. */
export type Authenticate = (authorization: string | undefined) => Promise<StaffActor>

/** Seconds that the clocks of node and provider may differ. */
const CLOCK_TOLERANCE = 5

const Claims = z.object({
  sub: z.string().min(1).max(255),
  org: RandomId,
  role: Role,
  name: z.string().trim().max(120).default(''),
  /** Whoever has none that mail could go to gets none. */
  email: z.email().max(254).nullable().catch(null).default(null),
  trauma_training_until: z.int().positive().optional(),
})

/**
 * Checks bearer tokens (RFC 6750) that are access tokens in the JWT profile (RFC 9068) of the
 * country's identity provider, for this audience. Throws `Problem`: `token-missing` without one;
 * `token-refused` when it does not verify, is not of this issuer, audience, type or time, names no
 * known role, or an organisation that is not of this node; `busy` when the provider's keys cannot
 * be had.
 */
export function createAuthenticator(
  { db, directory, nodeId, now, randomId }: NodeContext,
  { audience, ...provider }: AuthenticatorOptions,
): Authenticate {
  const findKey = keysOf(provider)

  return async (authorization) => {
    const token = bearerToken(authorization)
    const payload = await verify(token, findKey, {
      issuer: provider.issuer,
      audience,
      currentDate: now(),
    })
    const claims = Claims.safeParse(payload)
    if (!claims.success) throw new Problem('token-refused')
    const {
      sub: subject,
      org,
      role,
      name,
      email,
      trauma_training_until: trainedUntil,
    } = claims.data
    const isOurs = directory.organisations.some((it) => it.id === org && it.node === nodeId)
    if (!isOurs) throw new Problem('token-refused')
    const known = await knowMember(db, { subject, org, role, name, email }, randomId(), now())
    return { ...known, ...(trainedUntil === undefined ? {} : { trainedUntil }) }
  }
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) throw new Problem('token-missing')
  const [, token] = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization) ?? []
  if (token === undefined) throw new Problem('token-refused')
  return token
}

async function verify(
  token: string,
  findKey: JWTVerifyGetKey,
  expected: { issuer: string; audience: string; currentDate: Date },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, findKey, {
      ...expected,
      typ: 'at+jwt',
      algorithms: ['ES256', 'RS256', 'PS256'],
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['sub', 'org', 'role', 'exp'],
    })
    return payload
  } catch (cause) {
    throw new Problem(isProviderFault(cause) ? 'busy' : 'token-refused', { cause })
  }
}

/** What does not speak of a token speaks of the provider: no answer, no keys, no network. */
export const isProviderFault = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) ||
  [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code].includes(error.code)
