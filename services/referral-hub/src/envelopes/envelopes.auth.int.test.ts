import { expect } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { anEnvelope } from '../../test/network.ts'

test('a node may not hand in what another has signed', async ({ hub, network }) => {
  const { gb, nl } = network.nodes
  expect(await hub.submit(nl, anEnvelope(gb))).toEqual([{ problem: 'forbidden' }])
})

test('what another handed in first stays its own', async ({ hub, network }) => {
  const { gb, nl } = network.nodes
  const sent = anEnvelope(gb)
  await hub.submit(gb, sent)
  expect(await hub.submit(nl, sent)).toEqual([{ problem: 'forbidden' }])
})
