import { fold } from '@causeway/protocol/referral'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { anArrived, conversationOf, type Said } from '../../test/conversation.ts'
import { test as base } from '../../test/exchange-test.ts'
import { restrictionsOf } from '../../test/restrictions.ts'
import { anOffered } from '../../test/story.ts'
import { react } from '../referrals/react.ts'
import { listEvents, toChained } from '../referrals/referral-queries.ts'

const exchange = { wake: () => {} }
const who = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }
const services = { services: ['safe_housing'], not_accepted: [] }

const test = base.extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({
  db,
  peer: ro,
  receive,
}))

/** What the other side says, in the order of its chain. `undo` takes back the first withdrawal. */
type Saying = 'pause' | 'health' | 'everything' | 'withdraw' | 'undo' | 'question'
const sayings = fc.array(
  fc.constantFrom<Saying>('pause', 'health', 'everything', 'withdraw', 'undo', 'question'),
  { minLength: 1, maxLength: 5 },
)
/** The order in which mail comes, some of it twice; reactions of ours may fall anywhere. */
const course = fc.record({
  sayings,
  order: fc.infiniteStream(fc.nat({ max: 1000 })),
  repeats: fc.array(fc.nat({ max: 4 }), { maxLength: 3 }),
  reactsAfter: fc.nat({ max: 5 }),
})

function said(there: ReturnType<typeof conversationOf>, chosen: readonly Saying[]): Said[] {
  const made: Said[] = []
  let first: RandomId | undefined
  for (const saying of chosen) {
    const one = {
      pause: () => there.prepare('paused', { by_her: true }),
      health: () => there.prepare('consent_withdrawn', { groups: ['health'] }),
      everything: () => there.prepare('consent_withdrawn'),
      withdraw: () => there.prepare('withdrawn'),
      undo: () => there.prepare('withdrawal_undone', { withdrawal: first ?? there.referral }),
      question: () => there.prepare('asked', { question: 'funding', pauses_clock: false }),
    }[saying]()
    if (!first && ['health', 'everything', 'withdraw'].includes(saying)) first = one.eid
    made.push(one)
  }
  return made
}

function shuffled<T>(values: readonly T[], order: Iterator<number>): T[] {
  const left = [...values]
  const taken: T[] = []
  while (left.length > 0) taken.push(...left.splice(order.next().value % left.length, 1))
  return taken
}

describe('whatever order mail comes in, however often', () => {
  for (const side of ['sender', 'receiver'] as const) {
    test(`both sides of a referral end with the same restrictions: we are its ${side}`, async ({
      as,
      parts,
      parties,
      node,
      network,
    }) => {
      const worker = await as('case_worker')
      const begin = async () => {
        if (side === 'receiver') return (await anArrived(parts, parties)).there
        const { id } = await anOffered(worker, network.receiver)
        const there = conversationOf(parts, {
          referral: id as RandomId,
          org: network.receiver.org,
        })
        await there.say('accepted', services, who)
        return there
      }
      await fc.assert(
        fc.asyncProperty(course, async ({ sayings: chosen, order, repeats, reactsAfter }) => {
          const there = await begin()
          await there.look()
          const mails = said(there, chosen)
          const again = repeats.flatMap((place) => mails[place] ?? [])
          const withdrawals = new Set<string>()
          for (const [place, mail] of shuffled([...mails, ...again], order).entries()) {
            if (place === reactsAfter) await react(node, exchange, there.referral)
            await there.deliver(mail)
            const kept = await restrictionsOf(node.db, there.referral)
            for (const { withdrawal } of kept) withdrawals.add(withdrawal)
            expect(kept).toHaveLength(withdrawals.size)
          }
          await react(node, exchange, there.referral)

          const nodes = ['gb', 'ro'] as NodeId[]
          const events = (await listEvents(node.db, there.referral, nodes)).map(toChained)
          const theirs = fold(events.toReversed(), (side === 'sender' ? 'gb' : 'ro') as NodeId)
          expect(await restrictionsOf(node.db, there.referral)).toEqual(
            theirs.restrictions.map(({ withdrawal, groups, undone }) => ({
              withdrawal,
              groups,
              undone,
            })),
          )
          const isDue = theirs.restrictions.filter(({ undone }) => !undone)
          expect(isDue.every(({ answeredBy }) => answeredBy.includes(side))).toBe(true)
          const ends = chosen.includes('withdraw')
          expect(theirs.disclosure).toBe(ends ? 'closed' : 'open')
        }),
        { numRuns: 25 },
      )
    })
  }
})
