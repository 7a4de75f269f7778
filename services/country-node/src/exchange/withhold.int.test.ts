import { verifyEnvelope } from '@causeway/protocol/envelope'
import { openContent } from '@causeway/protocol/record'
import { readJws } from '@causeway/protocol/suite'
import type { Message } from '@causeway/schemas/record'
import type { Envelope } from '@causeway/schemas/wire'
import { beforeEach, describe, expect } from 'vitest'
import { anAccepted } from '../../test/conversation.ts'
import { test as base } from '../../test/hub-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { anOffered } from '../../test/story.ts'
import { react } from '../referrals/react.ts'
import { dispatch } from './dispatch.ts'

const exchange = { wake: () => {} }

const test = base
  .extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({ db, peer: ro, receive }))
  /** The events that the hub was given since, and whether their contents were with them. */
  .extend('leftSince', { scope: 'file' }, ({ hub, ro, node }) => async (start: number) => {
    const opened = hub.sent.slice(start).map(async (mail: Envelope) => {
      const verified = verifyEnvelope(mail, node.directory, nowInSeconds())
      return (await openContent(mail, verified, () => ro.opening)).messages
    })
    const isEvent = (message: Message) => message.type === 'referral.event'
    return (await Promise.all(opened))
      .flat()
      .filter(isEvent)
      .map(({ event, body, grants }) => {
        const { type } = readJws('cw-event+jws', event).payload as { type: string }
        return [type, body !== undefined || grants !== undefined]
      })
  })

beforeEach<{ hub: { state: { behaviour: string } } }>(({ hub }) => {
  hub.state.behaviour = 'honest'
})

describe('while the hub is away she withdraws', () => {
  test('and no packet leaves, only that there was one', async ({
    as,
    parts,
    node,
    hub,
    client,
    leftSince,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id, person } = await anAccepted(parts, worker, receiver)
    await dispatch(node, client, receiver.node)
    await react(node, exchange, id)
    const before = hub.sent.length
    await worker.post(`/people/${person}/withdrawal`, {})
    for (const _ of [1, 2]) await dispatch(node, client, receiver.node)
    expect((await leftSince(before)).toSorted()).toEqual([
      ['disclosed', false],
      ['withdrawn', false],
    ])
  })

  test('of one group, and the packet with it stays', async ({
    as,
    parts,
    node,
    hub,
    client,
    leftSince,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id } = await anAccepted(parts, worker, receiver)
    await dispatch(node, client, receiver.node)
    await react(node, exchange, id)
    const before = hub.sent.length
    await worker.post(`/referrals/${id}/withdraw`, { groups: ['contact_safe'] })
    await dispatch(node, client, receiver.node)
    expect(await leftSince(before)).toContainEqual(['disclosed', false])
  })

  test('and no offer leaves', async ({
    as,
    node,
    hub,
    client,
    leftSince,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { person } = await anOffered(worker, receiver)
    const before = hub.sent.length
    await worker.post(`/people/${person}/withdrawal`, {})
    await dispatch(node, client, receiver.node)
    expect(await leftSince(before)).toEqual([['withdrawn', false]])
  })

  test('of nothing, and everything leaves as it was sealed', async ({
    as,
    parts,
    node,
    hub,
    client,
    leftSince,
    network: { receiver },
  }) => {
    const { id } = await anAccepted(parts, await as('case_worker'), receiver)
    await react(node, exchange, id)
    const before = hub.sent.length
    await dispatch(node, client, receiver.node)
    expect(await leftSince(before)).toEqual([
      ['offered', true],
      ['disclosed', true],
    ])
  })
})
