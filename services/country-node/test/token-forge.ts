import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { exportJWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'

/**
 * An issuer that signs whatever a test asks for, to show what a well-behaved provider never sends.
 * Its metadata and keys are served over real HTTP; `answers` takes it away and back,
 * `tokens` is what it gives for any code.
 */
export async function aTokenForge() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'forge', use: 'sig' }] }
  const state = { answers: true, requests: 0, tokens: {} as object }

  const server = createServer((request, response) => {
    state.requests += 1
    if (!state.answers) return request.socket.destroy()
    const metadata = {
      issuer,
      jwks_uri: `${issuer}/keys`,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      id_token_signing_alg_values_supported: ['ES256'],
    }
    const bodies: Record<string, object> = { '/keys': keys, '/token': state.tokens }
    const body = bodies[request.url ?? ''] ?? metadata
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('not a TCP address')
  const issuer = `http://127.0.0.1:${address.port}`

  return {
    issuer,
    state,
    publicKey,
    sign: (
      claims: JWTPayload,
      header: Partial<JWTHeaderParameters> = {},
      key: KeyObject = privateKey,
    ) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'forge', ...header })
        .sign(key as never),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
