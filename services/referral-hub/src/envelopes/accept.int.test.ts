import { receiptSigners, verifyReceipt } from '@causeway/protocol/receipt'
import { identityOf, openDirectory } from '@causeway/protocol/suite'
import type { NodeId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { type TestHub, test } from '../../test/hub-test.ts'
import { aCiphertext, anEnvelope, NOW, randomId, type TestNetwork } from '../../test/network.ts'

async function readReceipt(network: TestNetwork, receipt: string | undefined) {
  const directory = await openDirectory(network.files.directory, JSON.parse(network.files.rootKey))
  return verifyReceipt(receipt ?? '', receiptSigners(directory))
}

const countRows = async (hub: TestHub, id: string) => {
  const seen = await hub.db.selectFrom('seen').select('id').where('id', '=', id).execute()
  const mail = await hub.db.selectFrom('mailbox').select('id').where('id', '=', id).execute()
  return { seen: seen.length, mail: mail.length }
}

describe('POST /v1/envelopes', () => {
  test('accepts once and says so with a receipt that anybody can verify', async ({
    hub,
    network,
  }) => {
    const sent = anEnvelope(network.nodes.gb)
    const [result] = await hub.submit(network.nodes.gb, sent)

    expect(await readReceipt(network, result?.receipt)).toMatchObject({
      kind: 'submission_accepted',
      by: 'hub',
      env: identityOf(sent.envelope),
      at: NOW,
      merge_by: NOW + 60,
    })
  })

  test('answers a repeat with the receipt of the first time, also later', async ({
    hub,
    network,
  }) => {
    const id = randomId()
    const sent = anEnvelope(network.nodes.gb, { id })
    const [first] = await hub.submit(network.nodes.gb, sent)
    hub.clock.now += 30
    const [second] = await hub.submit(network.nodes.gb, sent)
    hub.clock.now = NOW

    const [one, two] = [
      await readReceipt(network, first?.receipt),
      await readReceipt(network, second?.receipt),
    ]
    expect(two.identity).toBe(one.identity)
    expect(await countRows(hub, id)).toEqual({ seen: 1, mail: 1 })
  })

  test('puts lost mail of a repeat back unless it was acknowledged', async ({ hub, network }) => {
    const [lost, stored] = [randomId(), randomId()]
    const envelopes = [lost, stored].map((id) => anEnvelope(network.nodes.gb, { id }))
    await hub.submit(network.nodes.gb, ...envelopes)
    await hub.db.deleteFrom('mailbox').where('id', '=', lost).execute()
    await hub.acknowledge(network.nodes.ro, stored)

    await hub.submit(network.nodes.gb, ...envelopes)
    expect(await countRows(hub, lost)).toEqual({ seen: 1, mail: 1 })
    expect(await countRows(hub, stored)).toEqual({ seen: 1, mail: 0 })
  })

  test('judges each entry on its own and answers in order', async ({ hub, network }) => {
    const { gb } = network.nodes
    const good = anEnvelope(gb)
    const results = await hub.submit(
      gb,
      { envelope: 'nothing', ct: 'at all' },
      good,
      anEnvelope(gb, { iat: NOW + 3600 }),
      good,
    )

    expect(results.map(({ problem }) => problem)).toEqual(['format', undefined, 'time', undefined])
  })

  test('judges a second entry with the same id or place after the first', async ({
    hub,
    network,
  }) => {
    const { gb } = network.nodes
    const id = randomId()
    const results = await hub.submit(
      gb,
      anEnvelope(gb, { id, seq: 900_001 }),
      anEnvelope(gb, { id, seq: 900_002 }),
      anEnvelope(gb, { seq: 900_001 }),
    )
    const problems = results.map(({ problem }) => problem)
    expect(problems).toEqual([undefined, 'replay', 'sequence'])
    expect(await countRows(hub, id)).toEqual({ seen: 1, mail: 1 })
  })

  test('takes envelopes in any order of their sequence', async ({ hub, network }) => {
    const { nl } = network.nodes
    const envelopes = [5, 3, 4, 1, 2].map((seq) => anEnvelope(nl, { seq, to: 'gb' as NodeId }))
    const results = await hub.submit(nl, ...envelopes)
    expect(results.every(({ receipt }) => receipt)).toBe(true)
  })

  test('takes each of many, sent at once and partly twice, exactly once', async ({
    hub,
    network,
  }) => {
    const { gb } = network.nodes
    const ids = Array.from({ length: 150 }, randomId)
    const distinct = ids.map((id) => anEnvelope(gb, { id }))
    const all = [...distinct, ...distinct.slice(0, 50)].toSorted(() => Math.random() - 0.5)
    const results = await Promise.all(all.map((envelope) => hub.submit(gb, envelope)))

    const receipts = await Promise.all(results.map(([r]) => readReceipt(network, r?.receipt)))
    expect(new Set(receipts.map(({ identity }) => identity)).size).toBe(150)
    for (const table of ['seen', 'mailbox'] as const) {
      const rows = await hub.db.selectFrom(table).select('id').where('id', 'in', ids).execute()
      expect(rows).toHaveLength(150)
    }
  })

  test('writes neither content nor ids into its log', async ({ hub, network }) => {
    const { gb } = network.nodes
    const id = randomId()
    await hub.submit(gb, anEnvelope(gb, { id, ct: aCiphertext('canary') }))
    await hub.submit(gb, anEnvelope(gb, { id }))

    const log = hub.lines.join('')
    expect(log).toContain('"alarm"')
    expect(log).not.toContain(id)
    expect(log).not.toContain(Buffer.from('canary').toString('base64url').slice(0, 7))
    expect(log).not.toMatch(/"(gb|ro|nl)"/)
  })
})
