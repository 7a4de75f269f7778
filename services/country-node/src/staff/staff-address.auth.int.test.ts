import { expect } from 'vitest'
import { AUDIENCE, test as base } from '../../test/node-test.ts'
import { aTokenForge } from '../../test/token-forge.ts'
import { createAuthenticator } from './authenticate.ts'

const test = base.extend(
  'addressAfter',
  { scope: 'file' },
  async ({ context, db, network }, { onCleanup }) => {
    const forge = await aTokenForge()
    onCleanup(() => forge.close())
    const options = { issuer: forge.issuer, audience: AUDIENCE, allowInsecure: true }
    const authenticate = createAuthenticator(context, options)
    /** What is kept after a token that says this of an address; who signs in never knows it. */
    return async (said: object) => {
      const now = Math.floor(Date.now() / 1000)
      const whose = { sub: 'reachable', org: network.ours, role: 'supervisor', name: 'Synthetic' }
      const times = { iss: forge.issuer, aud: AUDIENCE, iat: now, exp: now + 300 }
      const actor = await authenticate(
        `Bearer ${await forge.sign({ ...times, ...whose, ...said })}`,
      )
      expect(actor).not.toHaveProperty('email')
      const { email } = await db
        .selectFrom('staff_member')
        .select('email')
        .where('subject', '=', 'reachable')
        .executeTakeFirstOrThrow()
      return email
    }
  },
)

test('an address is that of the newest token, and one that is none keeps nobody out', async ({
  addressAfter,
}) => {
  expect(await addressAfter({})).toBeNull()
  expect(await addressAfter({ email: 'one@example.org' })).toBe('one@example.org')
  expect(await addressAfter({ email: 'two@example.org' })).toBe('two@example.org')
  expect(await addressAfter({ email: 'two@example.org\r\nBcc: x@example.org' })).toBeNull()
  expect(await addressAfter({ email: 'one@example.org' })).toBe('one@example.org')
  expect(await addressAfter({ email: 42 })).toBeNull()
})
