import { expect, inject, onTestFinished, test } from 'vitest'
import { ask } from './ask.ts'
import { createServiceDatabase, dropServiceDatabase } from './databases.ts'

async function aServiceDatabase(name: string) {
  const admin = inject('postgresUrl')
  onTestFinished(() => dropServiceDatabase(admin, name))
  return createServiceDatabase(admin, name)
}

test('the application may read and write rows only where it was allowed to', async () => {
  const { migrationUrl, url, applicationRole } = await aServiceDatabase('devnet_one')
  await ask(migrationUrl, 'create table a (n int)')
  await expect(ask(url, 'select * from a')).rejects.toThrow(/permission denied/)
  await expect(ask(url, 'create table b (n int)')).rejects.toThrow(/permission denied/)

  await ask(migrationUrl, `grant select on a to ${applicationRole}`)
  expect(await ask(url, 'select * from a')).toEqual([])
})

test('one service cannot connect to the database of another', async () => {
  const one = await aServiceDatabase('devnet_one')
  await aServiceDatabase('devnet_two')
  for (const foreign of ['devnet_two', 'postgres']) {
    const url = new URL(one.migrationUrl)
    url.pathname = `/${foreign}`
    await expect(ask(url.href, 'select 1')).rejects.toThrow(/permission denied for database/)
  }
})

test('refuses a name that would need quoting', async () => {
  await expect(createServiceDatabase('postgres://x', 'a"; drop')).rejects.toThrow(TypeError)
})

test('many databases can be made at the same moment', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `devnet_side_by_side_${index}`)
  const databases = await Promise.all(names.map(aServiceDatabase))
  for (const { url } of databases) expect(await ask(url, 'select 1 as n')).toEqual([{ n: 1 }])
})
