import { type PrivateSigningJwk, thumbprint } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import type { JWTVerifyGetKey } from 'jose'
import * as oidc from 'openid-client'
import { foundOnce } from '../staff/found-once.ts'
import { type IdentityProviderOptions, keysOf } from '../staff/identity-provider.ts'

export interface PagesClientOptions extends IdentityProviderOptions {
  /** Of whom the access tokens must be, as those of the API. */
  audience: string
  clientId: string
  clientKey: PrivateSigningJwk
  /** The `acr` by which the provider says that a second factor was given. */
  stepUpAcr: string
}

/** The country's identity provider, as the client that signs people in to the pages sees it. */
export interface Provider {
  issuer: string
  clientId: string
  audience: string
  stepUpAcr: string
  /** Throws `Problem('busy')` while the provider's metadata cannot be had. */
  find(): Promise<oidc.Configuration>
  /** The provider's keys, for what it says beside a sign-in. */
  findKey: JWTVerifyGetKey
  /** The public half of the client's key, as a JWK Set (RFC 7517 section 5). */
  publicKeys(): Promise<{ keys: object[] }>
}

/** Seconds. */
const TIMEOUT = 5

/**
 * The provider is looked up at first use, so that a node starts while it is away. The client proves
 * itself by a signed assertion (private_key_jwt, RFC 7523), and ID tokens are checked by signature
 * although they come over TLS.
 */
export function createProvider(options: PagesClientOptions): Provider {
  const { issuer, allowInsecure, audience, clientId, clientKey, stepUpAcr } = options

  const discover = foundOnce(async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
    const key = await crypto.subtle.importKey('jwk', clientKey, algorithm, false, ['sign'])
    const authentication = oidc.PrivateKeyJwt({ key, kid: await kidOf(clientKey) })
    return oidc.discovery(new URL(issuer), clientId, {}, authentication, {
      timeout: TIMEOUT,
      execute: [
        oidc.enableNonRepudiationChecks,
        ...(allowInsecure ? [oidc.allowInsecureRequests] : []),
      ],
    })
  })

  return {
    issuer,
    clientId,
    audience,
    stepUpAcr,
    find: () =>
      discover().catch((cause) => {
        throw new Problem('busy', { cause })
      }),
    findKey: keysOf({ issuer, allowInsecure }),
    async publicKeys() {
      const { d: _, ...jwk } = clientKey
      return { keys: [{ ...jwk, kid: await kidOf(clientKey), use: 'sig', alg: 'ES256' }] }
    },
  }
}

const kidOf = ({ d: _, ...jwk }: PrivateSigningJwk) => thumbprint(jwk)

const AWAY = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']

/** What a failure of the provider's client amounts to: `busy` when it is away, else a refusal. */
export function refusalOf(cause: unknown): Problem {
  if (cause instanceof Problem) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const isAway = AWAY.includes(code) || (cause instanceof TypeError && code === '')
  return new Problem(isAway ? 'busy' : 'sign-in-refused', { cause })
}
