import * as oidc from 'openid-client'
import { DevnetFault } from '../reason.ts'
import { follow, openPlainBrowser } from './browser.ts'
import { CALLBACK_PATH, DEVELOPMENT_CLIENT } from './identity-provider.ts'

interface SignInOptions {
  issuer: string
  user: string
  password: string
  /** Audience of the token, `urn:causeway:node:<id>`. */
  resource: string
}

export interface SignedIn {
  /** A token with at least ten more seconds to live; fetched anew when it must be. */
  accessToken(): Promise<string>
}

/** Where the answer would go in a browser; nothing listens there and nothing needs to. */
const REDIRECT = `http://127.0.0.1:1${CALLBACK_PATH}`
const MARGIN_SECONDS = 10

/**
 * Signs a development user in as a browser would: authorization code with PKCE (RFC 7636), the
 * login form, the redirects. Rejects with a `DevnetFault` when user or password are wrong, or when
 * nobody answers. Plain http is allowed since
 * the development provider is on loopback.
 */
export async function signIn({
  issuer,
  user,
  password,
  resource,
}: SignInOptions): Promise<SignedIn> {
  const config = await discover(issuer, DEVELOPMENT_CLIENT, oidc.None())
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
  const expectedState = oidc.randomState()
  const start = oidc.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: 'openid offline_access causeway',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    resource,
  })
  const credentials = new URLSearchParams({ user, password })
  const isCallback = (url: URL) => url.href.startsWith(REDIRECT)
  const { url: callback } = await follow(openPlainBrowser(), start, credentials, isCallback)
  if (!isCallback(callback)) throw new DevnetFault('The sign-in was refused')
  const checks = { pkceCodeVerifier, expectedState, idTokenExpected: true }
  let tokens = await oidc.authorizationCodeGrant(config, callback, checks, { resource })

  return {
    async accessToken() {
      if ((tokens.expiresIn() ?? 0) > MARGIN_SECONDS) return tokens.access_token
      if (!tokens.refresh_token) throw new DevnetFault('The session can no longer be refreshed')
      tokens = await oidc.refreshTokenGrant(config, tokens.refresh_token, { resource })
      return tokens.access_token
    },
  }
}

interface IntegratorOptions {
  issuer: string
  clientId: string
  secret: string
  resource: string
}

/** A token for a machine, by client credentials (RFC 6749 section 4.4). */
export async function integratorToken(options: IntegratorOptions): Promise<string> {
  const { issuer, clientId, secret, resource } = options
  const config = await discover(issuer, clientId, oidc.ClientSecretBasic(secret))
  const tokens = await oidc.clientCredentialsGrant(config, { scope: 'causeway', resource })
  return tokens.access_token
}

async function discover(issuer: string, clientId: string, authentication: oidc.ClientAuth) {
  if (!URL.canParse(issuer)) throw new DevnetFault('The issuer is not an address')
  const metadata = { id_token_signed_response_alg: 'ES256' }
  const options = { execute: [oidc.allowInsecureRequests] }
  try {
    return await oidc.discovery(new URL(issuer), clientId, metadata, authentication, options)
  } catch (cause) {
    throw new DevnetFault('The issuer does not answer as an identity provider does', { cause })
  }
}
