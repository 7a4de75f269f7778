import { allowedItems } from '@causeway/protocol/policy'
import { categoryOf, type Grant, type ItemCode, ItemCode as Items } from '@causeway/schemas/record'
import type { NodeId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { keepableItems } from './check-received.ts'

const codes = fc.subarray([...Items.options], { minLength: 1, maxLength: 20 })
const mostly = fc.nat({ max: 4 }).map((n) => n > 0)
const tier = fc.constantFrom('t1' as const, 't2' as const, 't3' as const)
const agreement = fc.record({
  items: codes,
  release: fc.boolean(),
  isForUs: mostly,
  isForThis: mostly,
  isLive: mostly,
})
type Agreed = typeof agreement extends fc.Arbitrary<infer Value> ? Value : never

describe('what a receiver may keep', () => {
  test('is what policy and the live agreements for it name together, no more and no less', async ({
    ro,
    nl,
    node,
    parties,
  }) => {
    const to = { node: 'gb' as NodeId, org: parties.to }
    const now = nowInSeconds()
    const signed = ({ items, release, isForUs, isForThis, isLive }: Agreed) =>
      ro.grants({
        items,
        to: isForUs ? to : { ...to, org: parties.from },
        purpose: isForThis ? 'return' : 'support',
        ...(release ? { release: true } : {}),
        ...(isLive ? {} : { nbf: now, exp: now + 1 }),
      })
    const question = {
      policy: node.directory.policy,
      purpose: 'return',
      mandates: ['place'] as const,
    }
    let some = 0
    fc.assert(
      fc.property(
        fc.array(agreement, { maxLength: 4 }),
        codes,
        tier,
        fc.boolean(),
        (agreements, items, tier, onlyReleased) => {
          const counts = agreements.filter(
            (it) => it.isForUs && it.isForThis && it.isLive && (it.release || !onlyReleased),
          )
          const grants = agreements.flatMap(signed)
          const received = {
            from: ro.id,
            to,
            grants,
            question: { ...question, tier },
            onlyReleased,
          }
          const keep = () => keepableItems(received, items, node.directory, now + 1)
          if (counts.length === 0) {
            expect(keep).toThrow(expect.objectContaining({ code: 'consent' }))
            return
          }
          const allowed = allowedItems({ ...question, tier })
          const agreed = (code: ItemCode) => counts.some((it) => it.items.includes(code))
          expect(keep()).toEqual(items.filter((code) => agreed(code) && allowed.has(code)))
          if (keep().length > 0) some += 1
        },
      ),
      { seed: 33, numRuns: 300 },
    )
    expect(some).toBeGreaterThan(50)
    const foreign = [nl.grant({ items: ['gender'], to })]
    const received = {
      from: ro.id,
      to,
      grants: foreign,
      question: { ...question, tier: 't1' as const },
    }
    expect(() => keepableItems(received, ['gender'], node.directory, now)).toThrow(
      expect.objectContaining({ code: 'key' }),
    )
  })

  test('of her story is nothing before she is in care, but what she wants to go', ({
    ro,
    node,
    parties,
  }) => {
    const to = { node: 'gb' as NodeId, org: parties.to }
    const question = {
      policy: node.directory.policy,
      purpose: 'return',
      mandates: ['place'] as const,
      tier: 't3' as const,
    }
    const story = Items.options.filter((code) => categoryOf(code) === 'narrative')
    const keep = (grants: Partial<Grant>[], onlyReleased: boolean) =>
      keepableItems(
        {
          from: ro.id,
          to,
          grants: grants.map((it) => ro.grant({ items: ['summary_short'], to, ...it })),
          question,
          onlyReleased,
        },
        story,
        node.directory,
        nowInSeconds(),
      )
    const both = [{ items: ['full_account' as const] }, { release: true as const }]
    expect(keep(both, true)).toEqual(['summary_short'])
    expect(keep(both, false)).toEqual(['summary_short', 'full_account'])
    expect(() => keep([{}], true)).toThrow(expect.objectContaining({ code: 'consent' }))
  })
})
