import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anItem, noItem } from '../../test/record.ts'
import { agreed, aPersonWhoAgreed, aReadyRecord, aWish } from '../../test/story.ts'
import { findCover } from '../agreements/cover.ts'
import { seconds } from '../context.ts'
import { prepareDisclosure } from './prepare-disclosure.ts'

const ready = () => aReadyRecord().items

describe('what a packet is made of', () => {
  test('an item recorded for another purpose does not go, and the draft says so', async ({
    as,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const items = ready().map((item) =>
      item.code === 'safe_phone' ? { ...item, purpose: ['support'] } : item,
    )
    const about = await aPersonWhoAgreed(worker, receiver, { record: { items } })
    const reply = await worker.post('/referrals', aWish(about.person, about.agreement, receiver))
    expect(reply.json()).toMatchObject({
      type: 'urn:causeway:problem:item-not-for-this',
      errors: [{ pointer: `/items/${agreed.indexOf('safe_phone')}`, in: 'body' }],
    })
  })

  test('items that are too long together are refused before anything is promised', async ({
    as,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const long = ['health_conditions', 'medication', 'risk_assessment'] as const
    const more = ['safety_plan', 'contact_rules', 'dependants', 'travel_notes'] as const
    const codes = [...long, ...more]
    const others = ready().filter(({ code }) => !codes.includes(code as never))
    const items = [...others, ...codes.map((code) => anItem(code, '\u20ac'.repeat(8000)))]
    const given = { record: { items }, agreement: { items: [...agreed, ...codes] } }
    const about = await aPersonWhoAgreed(worker, receiver, given)
    const wish = (chosen: readonly string[]) =>
      aWish(about.person, about.agreement, receiver, { items: chosen as never })
    expect((await worker.post('/referrals', wish([...agreed, ...codes]))).json()).toMatchObject({
      type: 'urn:causeway:problem:packet-too-large',
    })
    expect((await worker.post('/referrals', wish([...agreed, ...long]))).statusCode).toBe(201)
  })

  test('it says what not to ask, also of what she declined and does not share', async ({
    as,
    network: { receiver, ours },
    node,
  }) => {
    const worker = await as('case_worker')
    const items = [...ready(), noItem('full_account', 'declined_to_say')]
    const about = await aPersonWhoAgreed(worker, receiver, { record: { items } })
    const cover = await findCover(node.db, about.agreement as never, seconds(node.now))
    if (!cover) throw new TypeError('she agreed')
    const { packet, stays } = await prepareDisclosure(node, cover, ['full_name', 'age_band'])
    const to = { org: ours, role: 'case_worker' }
    const last = { to, at: expect.any(Number), form: 'conversation' }
    expect(packet.do_not_ask).toEqual([
      { topic: 'full_name', because: 'told', times_asked: 1, last },
      { topic: 'age_band', because: 'told', times_asked: 1, last },
      { topic: 'full_account', because: 'declined_to_say', times_asked: 1 },
    ])
    expect(stays).toContain('full_account')
  })
})
