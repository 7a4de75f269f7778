import { readFile, stat } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from './postgres/ask.ts'
import { startNetwork } from './start-network.ts'

test('a network comes up whole, lets its people in, survives a crash and leaves nothing', async () => {
  const network = await startNetwork({ nodes: ['gb', 'ro'], fsync: false })
  onTestFinished(() => network.close())
  const { gb, ro } = network.nodes
  if (!gb || !ro) throw new TypeError('The nodes asked for are not there')

  const organisations = async (token?: string) =>
    fetch(`${gb.url}/api/v1/organisations`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    })
  const ours = await (await gb.signIn('ngo-case-worker')).accessToken()
  const theirs = await (await ro.signIn('ngo-case-worker')).accessToken()
  expect((await organisations(ours)).status).toBe(200)
  expect((await organisations(theirs)).status).toBe(401)
  expect((await organisations()).status).toBe(401)

  await network.hub.process.kill('SIGKILL')
  await expect(fetch(network.hub.url)).rejects.toThrow()
  await network.hub.process.restart()
  expect((await fetch(`${network.hub.url}/healthz`)).status).toBe(200)

  await expect(ask(gb.database.url, 'create table x (n int)')).rejects.toThrow(/permission denied/)
  expect(await ask(gb.database.adminUrl, 'select 1 as n')).toEqual([{ n: 1 }])

  const printed = await Promise.all(network.logFiles.map((path) => readFile(path, 'utf8')))
  const secrets = [...gb.users, ...ro.users].map(({ password }) => password)
  for (const secret of [...secrets, ours, new URL(gb.database.url).password]) {
    expect(printed.join()).not.toContain(secret)
  }

  await network.close()
  for (const { url } of [network.hub, gb, ro]) await expect(fetch(url)).rejects.toThrow()
  await expect(fetch(gb.issuer)).rejects.toThrow()
  await expect(ask(network.postgres.url, 'select 1')).rejects.toThrow()
  await expect(stat(network.folder)).rejects.toThrow(/ENOENT/)
})

test('a network that cannot come up whole leaves nothing either', async () => {
  const started = startNetwork({ nodes: ['gb', 'ro'], fsync: false, env: { LOG_LEVEL: 'loud' } })
  await expect(started).rejects.toThrow(/LOG_LEVEL/)
})
