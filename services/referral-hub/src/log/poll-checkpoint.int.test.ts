import { openCheckpoint, openWitnessed } from '@causeway/protocol/log'
import { describe, expect, onTestFinished, vi } from 'vitest'
import { startHub, type TestHub, test } from '../../test/hub-test.ts'
import { anEnvelope, type TestNetwork } from '../../test/network.ts'
import { askForCheckpoint, cosignNewest, readDirectory } from '../../test/witness.ts'

const sizeOf = (text: string, { vkey }: TestNetwork) => openCheckpoint(text, vkey).size

const newestSize = async (hub: TestHub, network: TestNetwork) =>
  sizeOf(await askForCheckpoint(hub, network.nodes.ro), network)

const whenOneWaits = ({ waiting }: TestHub) =>
  vi.waitFor(() => expect(waiting()).toBe(1), { timeout: 10_000, interval: 10 })

async function timed<T>(act: Promise<T>) {
  const started = performance.now()
  return { value: await act, took: performance.now() - started }
}

describe('GET /v1/log/checkpoint', () => {
  test('of an empty log is held, and answered with the first leaf', async ({ hub, network }) => {
    const { gb, ro } = network.nodes
    expect(await newestSize(hub, network)).toBe(0)
    const poll = timed(askForCheckpoint(hub, ro, '?wait=30'))
    await whenOneWaits(hub)
    await hub.submit(gb, anEnvelope(gb))
    const { value, took } = await poll
    expect(sizeOf(value, network)).toBe(1)
    expect(took).toBeLessThan(5_000)
  })

  test('answers at once when there is a larger one than asked for', async ({ hub, network }) => {
    const size = await newestSize(hub, network)
    const query = `?after=${size - 1}&wait=30`
    const { value, took } = await timed(askForCheckpoint(hub, network.nodes.ro, query))
    expect(sizeOf(value, network)).toBe(size)
    expect(took).toBeLessThan(5_000)
  })

  test('answers at once without wait, however large the one asked for', async ({
    hub,
    network,
  }) => {
    const size = await newestSize(hub, network)
    const { value, took } = await timed(askForCheckpoint(hub, network.nodes.ro, '?after=999999'))
    expect(sizeOf(value, network)).toBe(size)
    expect(took).toBeLessThan(5_000)
  })

  test('is answered in time with what there is', async ({ hub, network }) => {
    const size = await newestSize(hub, network)
    const query = `?after=${size}&wait=1`
    const { value, took } = await timed(askForCheckpoint(hub, network.nodes.ro, query))
    expect(sizeOf(value, network)).toBe(size)
    expect(took).toBeGreaterThan(900)
  })

  test('held at another process is answered too', async ({ hub, database, network }) => {
    const { gb, ro } = network.nodes
    const other = await startHub({ url: database.url, network })
    onTestFinished(() => other.close())
    const size = await newestSize(hub, network)
    const polls = [hub, other].map((at) =>
      timed(askForCheckpoint(at, ro, `?after=${size}&wait=30`)),
    )
    await Promise.all([hub, other].map(whenOneWaits))
    await hub.submit(gb, anEnvelope(gb))
    for (const { value, took } of await Promise.all(polls)) {
      expect(sizeOf(value, network)).toBe(size + 1)
      expect(took).toBeLessThan(5_000)
    }
  })

  test('is answered once the one it has gets its quorum, at another process too', async ({
    hub,
    database,
    network,
  }) => {
    const { gb, nl, ro } = network.nodes
    const { logTrust } = await readDirectory(network)
    const other = await startHub({ url: database.url, network })
    onTestFinished(() => other.close())
    const { size } = await cosignNewest(hub, network, gb)
    const poll = timed(askForCheckpoint(other, ro, `?after=${size}&wait=30`))
    await whenOneWaits(other)
    await cosignNewest(hub, network, nl)
    const { value, took } = await poll
    expect(openWitnessed(value, logTrust)).toMatchObject({
      checkpoint: { size },
      isWitnessed: true,
    })
    expect(took).toBeLessThan(5_000)

    const again = await timed(askForCheckpoint(other, ro, `?after=${size}&wait=1`))
    expect(again.took).toBeGreaterThan(900)
  })

  test('asked for by one node without end takes nothing from another', async ({ hub, network }) => {
    const { gb, nl, ro } = network.nodes
    const size = await newestSize(hub, network)
    const query = `?after=${size}&wait=30`
    const patient = askForCheckpoint(hub, ro, query)
    const last = (await hub.mailbox(ro)).at(-1)?.position ?? 0
    const mail = hub.mailbox(ro, `?after=${last}&wait=30`)
    let answered = 0
    const count = () => {
      answered += 1
    }
    const flood = Array.from({ length: 60 }, () => askForCheckpoint(hub, nl, query))
    for (const poll of [patient, mail, ...flood]) void poll.then(count)
    await vi.waitFor(() => expect(answered).toBe(60 - 8), { timeout: 10_000 })

    await hub.submit(gb, anEnvelope(gb))
    const [answer, letters, ...rest] = await Promise.all([patient, mail, ...flood])
    expect(sizeOf(answer, network)).toBe(size + 1)
    expect(letters).toHaveLength(1)
    expect(rest.filter((text) => sizeOf(text, network) > size)).toHaveLength(8)
  })

  test('goes home when the hub closes', async ({ database, network, hub }) => {
    const size = await newestSize(hub, network)
    const other = await startHub({ url: database.url, network })
    const poll = timed(askForCheckpoint(other, network.nodes.nl, `?after=${size}&wait=30`))
    await whenOneWaits(other)
    await other.close()
    expect((await poll).took).toBeLessThan(5_000)
  })

  test.for(['?after=-1', '?wait=31', '?after=x', '?size=1', '?after=1.5'])(
    'refuses %s',
    async (query, { hub, network }) => {
      const reply = await hub.send(network.nodes.ro, 'GET', `/v1/log/checkpoint${query}`)
      expect(reply.json()).toMatchObject({ status: 400, type: 'urn:causeway:problem:format' })
    },
  )
})
