import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { type DevelopmentUser, startIdentityProvider } from '@causeway/devnet'
import { expect, onTestFinished, test } from 'vitest'

const user: DevelopmentUser = {
  sub: 'gb-someone',
  name: 'Someone',
  role: 'case_worker',
  org: 'an organisation',
  password: 'right',
}

async function askForToken(...args: string[]) {
  const command = ['--disable-warning=ExperimentalWarning', 'scripts/token.ts', ...args]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { stdout, stderr, code }
}

async function anIssuer() {
  const audience = 'urn:causeway:node:gb'
  const provider = await startIdentityProvider({ audience, users: [user], integrators: [] })
  onTestFinished(() => provider.close())
  return provider.issuer
}

test('prints the token of who signs in, and nothing else', async () => {
  const { stdout, stderr, code } = await askForToken(await anIssuer(), user.sub, 'right')
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
})

test.each([
  ['a wrong password', async () => [await anIssuer(), user.sub, 'wrong'], /refused/],
  ['an unknown user', async () => [await anIssuer(), 'gb-nobody', 'wrong'], /refused/],
  ['a country other than that of the issuer', async () => [await anIssuer(), 'ro-x', 'wrong'], /./],
  ['an issuer that is not there', async () => ['http://127.0.0.1:1', 'gb-x', 'y'], /not answer/],
  ['an issuer that is no address', async () => ['gb', 'gb-x', 'y'], /not an address/],
])('%s is answered by one line and 1', async (_, args, reason) => {
  const { stdout, stderr, code } = await askForToken(...(await args()))
  expect({ stdout, code }).toEqual({ stdout: '', code: 1 })
  expect(stderr).toMatch(/^No token: .*\n$/)
  expect(stderr).toMatch(reason)
})
