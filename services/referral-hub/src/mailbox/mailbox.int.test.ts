import type { NodeId } from '@causeway/schemas/wire'
import { describe, expect, onTestFinished } from 'vitest'
import { startHub, type TestHub, test } from '../../test/hub-test.ts'
import { aCiphertext, anEnvelope, NOW, randomId, type TestNode } from '../../test/network.ts'
import { deleteExpiredMail } from './mailbox-queries.ts'

/** Takes everything out of a node's mailbox, page by page, as a node does. */
async function drain(hub: TestHub, node: TestNode) {
  const drained: string[] = []
  for (;;) {
    const page = await hub.mailbox(node)
    if (page.length === 0) return drained
    const ids = page.map(idOf)
    expect(await hub.acknowledge(node, ...ids)).toBe(ids.length)
    drained.push(...ids)
  }
}

const idOf = ({ envelope }: { envelope: string }): string =>
  JSON.parse(Buffer.from(envelope.split('.')[1] ?? '', 'base64url').toString()).id

describe('GET /v1/mailbox', () => {
  test('gives each node its own mail, as it was sent, until acknowledged', async ({
    hub,
    network,
  }) => {
    const { gb, nl, ro } = network.nodes
    const sent = anEnvelope(gb, { to: ro.id })
    await hub.submit(gb, sent)

    const [mail] = await hub.mailbox(ro)
    expect(mail).toMatchObject(sent)
    expect(await hub.mailbox(ro)).toHaveLength(1)
    expect(await hub.mailbox(nl)).toEqual([])
    expect(await hub.mailbox(ro, `?after=${mail?.position}`)).toEqual([])
    await drain(hub, ro)
    expect(await hub.mailbox(ro)).toEqual([])
  })

  test('pages by number and by size, and loses nothing on the way', async ({ hub, network }) => {
    const { gb, ro } = network.nodes
    const ids = Array.from({ length: 40 }, randomId)
    for (const id of ids) {
      await hub.submit(gb, anEnvelope(gb, { id, ct: aCiphertext('', 180_000) }))
    }
    const page = await hub.mailbox(ro)
    const size = page.reduce((sum, { envelope, ct }) => sum + envelope.length + ct.length, 0)
    expect(size).toBeLessThanOrEqual(4 * 1024 * 1024)
    expect(page.length).toBeGreaterThan(10)
    expect((await drain(hub, ro)).toSorted()).toEqual([...ids].toSorted())
  })

  test('a long poll is answered as soon as there is mail', async ({ hub, network }) => {
    const { gb, ro } = network.nodes
    const started = performance.now()
    const poll = hub.mailbox(ro, '?wait=30')
    await new Promise((resolve) => setTimeout(resolve, 200))
    await hub.submit(gb, anEnvelope(gb))

    expect(await poll).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(3_000)
    await drain(hub, ro)
  })

  test('a long poll at another process is woken too', async ({ hub, database, network }) => {
    const { gb, ro } = network.nodes
    const other = await startHub({ url: database.url, network })
    onTestFinished(() => other.close())
    const started = performance.now()
    const poll = other.mailbox(ro, '?wait=30')
    await new Promise((resolve) => setTimeout(resolve, 200))
    await hub.submit(gb, anEnvelope(gb))

    expect(await poll).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(3_000)
    await drain(hub, ro)
  })

  test('a long poll without mail ends empty in time', async ({ hub, network }) => {
    const started = performance.now()
    expect(await hub.mailbox(network.nodes.nl, '?wait=1')).toEqual([])
    expect(performance.now() - started).toBeGreaterThan(900)
  })

  test('closing the hub sends long polls home at once', async ({ database, network }) => {
    const other = await startHub({ url: database.url, network })
    const poll = other.mailbox(network.nodes.nl, '?wait=30')
    await new Promise((resolve) => setTimeout(resolve, 200))
    const started = performance.now()
    await other.close()
    expect(await poll).toEqual([])
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test('shows nothing past its time, and the sweep removes just that', async ({ hub, network }) => {
    const { gb, ro } = network.nodes
    await hub.submit(gb, anEnvelope(gb, { iat: NOW - 1000 }))
    const kept = randomId()
    await hub.submit(gb, anEnvelope(gb, { id: kept }))
    const later = NOW - 1000 + 14 * 24 * 60 * 60

    hub.clock.now = later
    expect((await hub.mailbox(ro)).map(idOf)).toEqual([kept])
    hub.clock.now = NOW
    expect(await deleteExpiredMail(hub.db, later)).toBe(1)
    expect(await deleteExpiredMail(hub.db, later)).toBe(0)
    expect(await drain(hub, ro)).toEqual([kept])
  })

  test.for(['?wait=31', '?after=-1', '?other=1'])('refuses %s', async (query, { hub, network }) => {
    const reply = await hub.send(network.nodes.ro, 'GET', `/v1/mailbox${query}`)
    expect(reply.json()).toMatchObject({ status: 400, type: 'urn:causeway:problem:format' })
  })
})

describe('POST /v1/mailbox/ack', () => {
  test('says the same however often it is asked', async ({ hub, network }) => {
    const { gb, nl } = network.nodes
    const id = randomId()
    await hub.submit(gb, anEnvelope(gb, { id, to: 'nl' as NodeId }))
    expect(await hub.acknowledge(nl, id, randomId())).toBe(1)
    expect(await hub.acknowledge(nl, id)).toBe(1)
    expect(await hub.mailbox(nl)).toEqual([])
  })

  test('many at once, overlapping, all succeed', async ({ hub, network }) => {
    const { gb, nl } = network.nodes
    const ids = Array.from({ length: 30 }, randomId)
    await hub.submit(gb, ...ids.map((id) => anEnvelope(gb, { id, to: 'nl' as NodeId })))
    const counts = await Promise.all(
      Array.from({ length: 8 }, (_, turn) =>
        hub.acknowledge(nl, ...(turn % 2 ? ids : ids.toReversed())),
      ),
    )
    expect(counts).toEqual(counts.map(() => 30))
  })
})
