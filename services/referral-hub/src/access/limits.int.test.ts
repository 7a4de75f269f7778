import { sql } from 'kysely'
import { expect, onTestFinished } from 'vitest'
import { startHub, test } from '../../test/hub-test.ts'
import { anEnvelope } from '../../test/network.ts'

test('a node that asks too often is told rate; the others notice nothing', async ({
  database,
  network,
}) => {
  const { gb, ro } = network.nodes
  const hub = await startHub({ url: database.url, network, requestsPerSecond: 5 })
  onTestFinished(() => hub.close())
  const replies = await Promise.all(
    Array.from({ length: 12 }, () => hub.send(gb, 'GET', '/v1/mailbox')),
  )

  const refused = replies.filter(({ statusCode }) => statusCode === 429)
  expect(refused.length).toBeGreaterThanOrEqual(5)
  expect(refused[0]?.json().type).toBe('urn:causeway:problem:rate')
  expect(refused[0]?.headers['retry-after']).toBeDefined()
  expect((await hub.send(ro, 'GET', '/v1/mailbox')).statusCode).toBe(200)
})

test('when the line is too long the hub says busy and when to come again', async ({
  hub,
  network,
}) => {
  const { gb } = network.nodes
  const submissions = Array.from({ length: 30 }, () =>
    Array.from({ length: 32 }, () => anEnvelope(gb)),
  )
  const { sent } = await hub.db.transaction().execute(async (trx) => {
    await sql`lock table seen in access exclusive mode`.execute(trx)
    const underWay = submissions.map((envelopes) =>
      hub.send(gb, 'POST', '/v1/envelopes', { envelopes }),
    )
    await Promise.race(underWay)
    return { sent: underWay }
  })
  const answers = await Promise.all(sent)

  const refused = answers.filter(({ statusCode }) => statusCode !== 200)
  expect(refused.length).toBeGreaterThan(0)
  for (const reply of refused) {
    expect(reply.json()).toMatchObject({ status: 503, type: 'urn:causeway:problem:busy' })
    expect(reply.headers['retry-after']).toBe('1')
  }
  const seen = await hub.db.selectFrom('seen').select('id').execute()
  expect(seen).toHaveLength((answers.length - refused.length) * 32)
  expect(seen.length).toBeGreaterThan(0)
})

test('past the time of its directory the hub takes nothing and says so at its start', async ({
  database,
  network,
}) => {
  const { gb, ro } = network.nodes
  const hub = await startHub({ url: database.url, network, now: network.freshUntil })
  onTestFinished(() => hub.close())
  expect(hub.lines.join('')).toContain('"alarm":"directory_stale"')
  const sent = anEnvelope(gb, { iat: hub.clock.now })
  const reply = await hub.send(gb, 'POST', '/v1/envelopes', { envelopes: [sent] })
  expect(reply.json()).toMatchObject({ status: 503, type: 'urn:causeway:problem:busy' })
  expect((await hub.send(ro, 'GET', '/v1/mailbox')).statusCode).toBe(200)

  hub.clock.now -= 1
  const before = anEnvelope(gb, { iat: hub.clock.now })
  expect(await hub.submit(gb, before)).toEqual([{ receipt: expect.any(String) }])
})

test('when the database is gone the hub says busy and takes nothing', async ({
  database,
  network,
}) => {
  const { gb } = network.nodes
  const hub = await startHub({ url: database.url, network })
  onTestFinished(() => hub.close())
  await hub.db.destroy()
  const reply = await hub.send(gb, 'POST', '/v1/envelopes', { envelopes: [anEnvelope(gb)] })
  expect(reply.json()).toMatchObject({ status: 503, type: 'urn:causeway:problem:busy' })
})
