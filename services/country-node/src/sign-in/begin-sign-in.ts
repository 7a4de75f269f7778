import * as oidc from 'openid-client'
import { insertAttempt } from './attempt-queries.ts'
import { refusalOf } from './provider.ts'
import { attemptSecrets, hashOf } from './secrets.ts'
import { limits, type Session } from './session-state.ts'
import type { SignIn } from './sign-in.ts'

/** Where the provider's answer comes in. */
export const CALLBACK = '/sign-in/callback'

interface Begin {
  /** The secret in the browser's cookie. */
  browser: string
  /** Where to go on afterwards, a path of this node. */
  to: string
  /** The session that a second factor is asked for; a sign-in without. */
  session?: Session
}

/**
 * Begins to sign somebody in, or to ask who is signed in for a second factor, and returns where to
 * send the browser: authorization code with PKCE (RFC 7636), the parameters pushed beforehand where
 * the provider takes them (RFC 9126). People type their password each time: a session that ran out on
 * a shared machine must not come back by a click. Throws `Problem`: `busy` while the provider is away,
 * `sign-in-refused` when it does not accept the client.
 */
export async function beginSignIn(
  { context, provider, origin }: SignIn,
  { browser, to, session }: Begin,
): Promise<URL> {
  const config = await provider.find()
  const state = context.randomDigest()
  const { verifier, nonce } = attemptSecrets(browser, state)
  await insertAttempt(
    context.db,
    {
      stateHash: hashOf(state),
      browserHash: hashOf(browser),
      to,
      sessionHash: session?.idHash ?? null,
    },
    context.now(),
  )
  const parameters = {
    redirect_uri: `${origin}${CALLBACK}`,
    scope: 'openid causeway',
    resource: provider.audience,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    prompt: 'login',
    max_age: String(limits.attempt / 1000),
    ...(session ? { acr_values: provider.stepUpAcr } : {}),
  }
  if (!config.serverMetadata().pushed_authorization_request_endpoint) {
    return oidc.buildAuthorizationUrl(config, parameters)
  }
  try {
    return await oidc.buildAuthorizationUrlWithPAR(config, parameters)
  } catch (cause) {
    throw refusalOf(cause)
  }
}
