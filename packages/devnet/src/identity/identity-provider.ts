import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ClientMetadata, Configuration } from 'oidc-provider'
import type { DevelopmentUser, Integrator } from './accounts.ts'
import { answerLogin, SECOND_FACTOR } from './login.ts'
import { memoryStore } from './memory-store.ts'
import { errors, interactionPolicy, Provider } from './oidc-provider.ts'

interface ProviderOptions {
  /** The one resource tokens are for, `urn:causeway:node:<id>`. */
  audience: string
  users: readonly DevelopmentUser[]
  integrators: readonly Integrator[]
  /** Where the node serves its pages, which sign in as a client of their own; none when left out. */
  pagesOrigin?: string
  /** How long an access token lives; a quarter of an hour when left out. */
  tokenSeconds?: number
}

export interface IdentityProvider {
  issuer: string
  close(): Promise<void>
}

/** The public client of people's browsers and of `signIn`: PKCE, any loopback port. */
export const DEVELOPMENT_CLIENT = 'causeway-development'
/** Under which address of a loopback port that client takes its answer. */
export const CALLBACK_PATH = '/callback'

/** The confidential client of a node's pages: private_key_jwt with the keys that the node serves. */
export const PAGES_CLIENT = 'causeway-pages'

/** Seconds after which people have to sign in again. */
const WORKING_DAY = 12 * 60 * 60

/**
 * An OpenID provider on a free loopback port, in this process: authorization code with PKCE for
 * people, who have to type their password, and a second factor where a client asks for it; client
 * credentials for integrators. Access tokens are
 * JWTs (RFC 9068, ES256) for one audience, with the claims `org`, `role`, `name`, of who has one
 * `email` and, of who has the training, `trauma_training_until` (a NumericDate).
 */
export async function startIdentityProvider(options: ProviderOptions): Promise<IdentityProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP address')

  const issuer = `http://127.0.0.1:${address.port}`
  const provider = new Provider(issuer, configure(options))
  const protocol = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      void answerLogin(provider, options.users, request, response)
    } else void protocol(request, response)
  })

  return {
    issuer,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function configure(options: ProviderOptions): Configuration {
  const { audience, users, integrators, pagesOrigin, tokenSeconds = 15 * 60 } = options
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const resourceServer = {
    scope: 'causeway',
    audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: tokenSeconds,
    jwt: { sign: { alg: 'ES256' } },
  } as const

  return {
    adapter: memoryStore(),
    clients: [
      {
        client_id: DEVELOPMENT_CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`http://127.0.0.1${CALLBACK_PATH}`],
        id_token_signed_response_alg: 'ES256',
      },
      ...(pagesOrigin === undefined ? [] : [pagesClient(pagesOrigin)]),
      ...integrators.map(({ clientId, secret }) => ({
        client_id: clientId,
        client_secret: secret,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        id_token_signed_response_alg: 'ES256' as const,
      })),
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name'] },
    acrValues: [SECOND_FACTOR],
    pkce: { required: () => true },
    fetch: fetchOnLoopback,
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: showLogout },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== audience) throw new errors.InvalidTarget()
          return resourceServer
        },
        useGrantedResource: () => true,
      },
    },
    ttl: {
      Session: WORKING_DAY,
      Grant: WORKING_DAY,
      RefreshToken: WORKING_DAY,
      Interaction: 600,
      IdToken: 600,
      AuthorizationCode: 60,
      ClientCredentials: tokenSeconds,
      AccessToken: tokenSeconds,
    },
    interactions: { policy: loginOnly(), url: (_ctx, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_ctx, sub) => {
      const user = users.find((known) => known.sub === sub)
      return user && { accountId: sub, claims: () => ({ sub, name: user.name }) }
    },
    /** The country's own client asks for nothing that needs consent. */
    loadExistingGrant: async ({ oidc }) => {
      const { client, session } = oidc
      if (!client || !session?.accountId) return undefined
      const { clientId } = client
      const grant = new oidc.provider.Grant({ clientId, accountId: session.accountId })
      grant.addOIDCScope('openid offline_access profile')
      grant.addResourceScope(audience, 'causeway')
      await grant.save()
      return grant
    },
    extraTokenClaims: (_ctx, token) => {
      if (token.kind === 'ClientCredentials') {
        const integrator = integrators.find(({ clientId }) => clientId === token.clientId)
        return integrator && { org: integrator.org, role: 'integrator', name: integrator.clientId }
      }
      const user = users.find(({ sub }) => sub === token.accountId)
      return user && claimsOf(user)
    },
  }
}

function pagesClient(origin: string): ClientMetadata {
  return {
    client_id: PAGES_CLIENT,
    application_type: 'web',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks_uri: `${origin}/sign-in/keys`,
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [`${origin}/sign-in/callback`],
    require_pushed_authorization_requests: true,
    id_token_signed_response_alg: 'ES256',
    backchannel_logout_uri: `${origin}/sign-in/back-channel-logout`,
    backchannel_logout_session_required: true,
  }
}

/** The library's own page prints a notice in the terminal each time it is shown. */
const showLogout = (ctx: { body: unknown }, form: string) => {
  ctx.body = `<!doctype html>
<html lang="en">
<title>Sign out (development)</title>
<h1>Sign out</h1>
${form}
<button form="op.logoutForm" name="logout" value="yes">Sign out everywhere</button>
</html>
`
}

/** The provider brings a connection that refuses loopback, where all of this network is. */
const fetchOnLoopback: typeof fetch = (url, options) => {
  const { dispatcher: _, ...rest } = options as RequestInit & { dispatcher?: unknown }
  return fetch(url, rest)
}

const claimsOf = ({ org, role, name, email, trainedUntil }: DevelopmentUser) => ({
  org,
  role,
  name,
  ...(email === undefined ? {} : { email }),
  ...(trainedUntil === undefined ? {} : { trauma_training_until: trainedUntil }),
})

/** A native client is asked for consent each time by default; here signing in is enough. */
function loginOnly() {
  const policy = interactionPolicy.base()
  policy.get('consent')?.checks.remove('native_client_prompt')
  return policy
}
