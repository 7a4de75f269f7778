import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastify } from 'fastify'
import { test as base, expect, onTestFinished, vi } from 'vitest'
import { test as node } from '../../test/node-test.ts'
import { notify } from '../alarms/notify.ts'
import { neutralSettings, openPages } from '../pages/page-site.ts'
import { mailFolderRoutes } from './mail-folder-routes.ts'
import { openTransport } from './mail-transport.ts'
import { startMail } from './start-mail.ts'

const letterhead = {
  from: 'noreply@example.org',
  origin: 'https://node.test',
  language: 'ro' as const,
  pages: openPages(neutralSettings),
}

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-mail-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const app = fastify()
  await app.register(mailFolderRoutes, { folder })
  onTestFinished(() => app.close())
  return { folder, page: () => app.inject('/dev/mail') }
}

base('the page of a folder without mail says so', async () => {
  const { page } = await aFolder()
  expect((await page()).body).toBe('No mail yet.\n')
})

node('what waits is in the folder and on its page, by itself', async ({ as, context, network }) => {
  const { folder, page } = await aFolder()
  await (await as('supervisor')).get('/notices')
  const transport = openTransport({ from: letterhead.from, way: { folder } })
  const sending = startMail(context, letterhead, transport)
  await context.db
    .transaction()
    .execute((trx) =>
      notify(trx, context, { role: 'supervisor', org: network.ours, kind: 'item_waiting' }),
    )
  const shown = await vi.waitUntil(
    async () => (await page()).body.includes('To: supervisor@example.org') && (await page()),
    { timeout: 10_000 },
  )
  await sending.close()
  expect(shown.headers['cache-control']).toBe('no-store')
  expect(shown.body).toContain('https://node.test/')
  expect(await readdir(folder)).toHaveLength(1)
})
