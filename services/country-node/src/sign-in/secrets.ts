import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What is kept of a secret that comes back: whoever reads the table cannot sign in with it. */
export const hashOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')

/**
 * What one attempt needs, 256 bits in base64url each. It follows from the secret in the browser's
 * cookie and the attempt's `state`, so that nothing of it is kept: the PKCE verifier (RFC 7636
 * section 4.1) and the nonce of the ID token.
 */
export function attemptSecrets(browser: string, state: string) {
  const derive = (what: string) =>
    createHmac('sha256', browser).update(`cw/1 sign-in ${what}\n${state}`).digest('base64url')
  return { verifier: derive('verifier'), nonce: derive('nonce') }
}

/** In a time that does not depend on where they differ. */
export const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(wanted)))
