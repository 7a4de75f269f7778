import { expect } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { anEnvelope, randomId } from '../../test/network.ts'

test('nobody reads the mail of another, not even the sender', async ({ hub, network }) => {
  const { gb, nl, ro } = network.nodes
  await hub.submit(gb, anEnvelope(gb))
  expect(await hub.mailbox(gb)).toEqual([])
  expect(await hub.mailbox(nl)).toEqual([])
  expect(await hub.mailbox(ro)).toHaveLength(1)
})

test('the acknowledgement of another node changes nothing', async ({ hub, network }) => {
  const { gb, nl, ro } = network.nodes
  const id = randomId()
  await hub.submit(gb, anEnvelope(gb, { id }))
  const before = await hub.mailbox(ro)

  expect(await hub.acknowledge(nl, id)).toBe(0)
  expect(await hub.acknowledge(gb, id)).toBe(0)
  expect(await hub.mailbox(ro)).toEqual(before)
})
