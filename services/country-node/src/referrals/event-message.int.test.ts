import { describe, expect } from 'vitest'
import { test as base } from '../../test/journey-test.ts'
import { anId, nowInSeconds } from '../../test/peer.ts'
import { anAgreement } from '../../test/record.ts'
import { sentTo } from '../../test/sent.ts'
import { agreed } from '../../test/story.ts'
import { withdrawAgreements } from '../agreements/withdraw-agreements.ts'
import { eventMessageOf } from './event-message.ts'
import { react } from './react.ts'

/** A packet that has gone, and what of an event would go again now. */
const test = base.extend('gone', { scope: 'file' }, ({ acceptedThere, node, ro }) => async () => {
  const told = await acceptedThere()
  await react(node, { wake: () => {} }, told.id as never)
  const again = async (type: string) => {
    const { identity } = await node.db
      .selectFrom('referral_event')
      .select('identity')
      .where('referral_id', '=', told.id as never)
      .where('type', '=', type as never)
      .where('node', '=', node.nodeId)
      .executeTakeFirstOrThrow()
    return eventMessageOf(node, identity)
  }
  const withdraw = (groups?: ['identity']) =>
    node.db.transaction().execute((trx) =>
      withdrawAgreements(trx, {
        withdrawal: anId(),
        person: told.person as never,
        groups,
        at: nowInSeconds(),
        by: anId(),
      }),
    )
  return { ...told, again, withdraw, sent: () => sentTo(ro, node, told.id) }
})

describe('a packet that is sent again', () => {
  test('is the same to the byte, with the agreements that its custodian named', async ({
    gone,
  }) => {
    const { again, sent } = await gone()
    const [, packet] = await sent()
    expect(packet?.event.type).toBe('disclosed')
    expect(await again('disclosed')).toMatchObject({ body: packet?.body })
    expect((await again('disclosed')) as object).toHaveProperty('grants', packet?.grants)
  })

  test('goes without its contents when she withdrew what covers a part of it', async ({ gone }) => {
    const { again, withdraw } = await gone()
    await withdraw(['identity'])
    const message = await again('disclosed')
    expect(message).toMatchObject({ type: 'referral.event', event: expect.any(String) })
    expect(message).not.toHaveProperty('body')
    expect(message).not.toHaveProperty('grants')
  })

  test('does not go by an agreement that it was not signed under', async ({
    gone,
    as,
    network: { receiver },
  }) => {
    const { again, withdraw, person } = await gone()
    await withdraw()
    const given = anAgreement(receiver, { items: [...agreed] })
    const reply = await (await as('case_worker')).post(`/people/${person}/agreements`, given)
    expect(reply.statusCode).toBe(201)
    expect(await again('disclosed')).not.toHaveProperty('body')
    expect(await again('offered')).toBeUndefined()
  })
})
