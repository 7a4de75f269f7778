import { expect } from 'vitest'
import { createApiClient } from '../src/demo/api-client.ts'
import { agreedItems } from '../src/demo/synthetic-person.ts'
import type { Network, NetworkNode } from '../src/start-network.ts'
import { countEffects, type Effects } from './count-effects.ts'
import { countTraffic } from './count-traffic.ts'

const events =
  'accepted arrived closed custody_passed departed disclosed in_care offered opened plan_signed plan_signed'
const items = agreedItems.toSorted().join(' ')

/** What is there after a referral that went through, each name once for every row. */
const once: Effects = {
  atSender: `sender closed: ${events}`,
  atReceiver: `receiver closed: ${events}`,
  disclosed: 't1 t2',
  itemsSent: items,
  itemsHeld: items,
  appliedAtSender: events,
  appliedAtReceiver: events,
  actsAtSender:
    'custody.pass event.accepted event.arrived event.closed event.in_care event.opened event.plan_signed journey.depart packet.send plan.sign referral.draft referral.offer',
  actsAtReceiver:
    'care.close care.confirm event.custody_passed event.departed event.disclosed event.offered event.plan_signed follow_up.record journey.arrive meeting.try plan.sign referral.accept referral.open',
}

/**
 * Holds the ledgers of a settled network of gb and ro against what these referrals, and no others,
 * must have left: every effect is there, and none twice. `story` is shown when one is not.
 */
export async function expectOnceEach(
  network: Network,
  referrals: readonly string[],
  story: string,
): Promise<void> {
  const { gb, ro } = network.nodes as Record<'gb' | 'ro', NetworkNode>
  const effects = await countEffects(gb, ro)
  expect([...effects.keys()].toSorted(), story).toEqual(referrals.toSorted())
  const wrong = [...effects].filter(([, effect]) => !isSame(effect, once))
  expect(Object.fromEntries(wrong), story).toEqual({})

  const { outbox, gaps, left, ...copies } = await countTraffic(network)
  expect(new Set(outbox).size, story).toBe(outbox.length)
  for (const [where, identities] of Object.entries(copies)) {
    expect(identities, `${where}\n${story}`).toEqual(outbox)
  }
  expect(notZero(left), story).toEqual({})
  expect(notZero(gaps), story).toEqual({})

  for (const node of [gb, ro]) {
    const officer = createApiClient(node.url, await node.signIn('data-protection-officer'))
    const audit = await officer.get<Record<string, unknown>>('/audit/verification')
    expect(audit, `audit of ${node.id}`).not.toHaveProperty('broken_at')
    expect(audit.entries).toBeGreaterThan(4 * referrals.length)
  }
}

const isSame = (a: Effects, b: Effects) =>
  Object.keys(b).every(
    (key) => withoutCutTries(a[key as keyof Effects]) === b[key as keyof Effects],
  )

/** Somebody's guess at her answer is counted before it is weighed: one that a crash cut off counts too. */
const withoutCutTries = (names: string) =>
  names.replaceAll('meeting.try meeting.try', 'meeting.try')

const notZero = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
