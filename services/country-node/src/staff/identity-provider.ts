import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { foundOnce } from './found-once.ts'

export interface IdentityProviderOptions {
  issuer: string
  /** Whether plain http is taken: for a provider on this machine only. */
  allowInsecure: boolean
}

/** The members of the issuer's metadata (OpenID Connect Discovery 1.0, section 3) that we use. */
const Metadata = z.object({ issuer: z.string(), jwks_uri: z.url() })

/** Milliseconds. */
const TIMEOUT = 5_000

/**
 * Finds the keys of an issuer through its metadata, at first use and not at the start, so that a
 * node starts while its provider is away. The result throws whatever the network throws.
 */
export function keysOf({ issuer, allowInsecure }: IdentityProviderOptions): JWTVerifyGetKey {
  const find = foundOnce(() => discover(issuer, allowInsecure))
  return async (header, token) => (await find())(header, token)
}

async function discover(issuer: string, allowInsecure: boolean): Promise<JWTVerifyGetKey> {
  const url = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  refuseInsecure(url, allowInsecure)
  const reply = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) })
  if (!reply.ok) throw new Error(`the identity provider answers ${reply.status}`)
  const metadata = Metadata.parse(await reply.json())
  if (metadata.issuer !== issuer) throw new Error('the metadata is of another issuer')
  const keys = new URL(metadata.jwks_uri)
  refuseInsecure(keys, allowInsecure)
  return createRemoteJWKSet(keys, { timeoutDuration: TIMEOUT })
}

function refuseInsecure(url: URL, allowInsecure: boolean): void {
  if (url.protocol === 'https:' || (allowInsecure && url.protocol === 'http:')) return
  throw new Error('the identity provider must be reached by https')
}
