import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { play, shuffle, tapes } from '../../test/random-referral.ts'
import { tell } from '../../test/stories.ts'
import { digest, nodes, syntheticEvent, twoNodes } from '../../test/two-nodes.ts'
import type { ChainedEvent } from '../chain/index.ts'
import { fold } from './fold.ts'

const stateOf = (events: readonly ChainedEvent[]) => fold(events, nodes.sender)

const travelling = () =>
  tell(twoNodes(), [
    'S offered',
    'R opened',
    'R accepted',
    'S plan_signed',
    'R plan_signed',
    'S departed',
  ])

describe('what waits', () => {
  test('does not count before what it builds on has arrived, and counts then', () => {
    const network = travelling()
    const all = network.all()
    const missing = all.find((event) => event.type === 'accepted') as ChainedEvent
    const without = stateOf(all.filter((event) => event !== missing))
    expect(without).toMatchObject({ status: 'under_review', position: undefined })
    expect(without.pending).toHaveLength(3)
    expect(without.frozen).toBeUndefined()
    expect(stateOf(all)).toMatchObject({ status: 'in_transit', pending: [] })
  })
})

describe('a chain that contradicts itself', () => {
  const forked = (n: number) => {
    const network = travelling()
    const original = network.chainOf('receiver')[n - 1] as ChainedEvent
    const { node, prev, seen } = original
    const twin = syntheticEvent('declined', { node, n, prev, seen }, 500)
    return [...network.all(), twin]
  }

  test('is frozen from a fork on, and nothing is disclosed any more', () => {
    expect(stateOf(forked(3))).toMatchObject({
      status: 'accepted',
      plan: 0,
      frozen: 'fork',
      disclosure: 'closed',
    })
    expect(stateOf(forked(2))).toMatchObject({ status: 'under_review', frozen: 'fork' })
    expect(stateOf(forked(1))).toMatchObject({ status: 'offered', frozen: 'fork' })
  })

  test.each([
    ['a predecessor that is another one', { prev: digest(77) }],
    ['no predecessor', { prev: null }],
    ['a seen event that is another one', { seen: { n: 1, hash: digest(77) } }],
    ['nothing seen after something was', { seen: null }],
  ])('is frozen where an event names %s', (_, change) => {
    const network = travelling()
    const all = network.all().map((event) => ({ ...event }))
    const last = all.find((event) => event.type === 'plan_signed' && event.node === nodes.receiver)
    const broken = { ...(last as ChainedEvent), ...change }
    const state = stateOf(all.map((event) => (event === last ? broken : event)))
    expect(state).toMatchObject({ status: 'accepted', frozen: 'broken_chain' })
    expect(state.pending).toContain(broken.identity)
  })

  test('is frozen where an event has seen less than the one before it', () => {
    const network = travelling()
    const opened = network.chainOf('receiver')[0] as ChainedEvent
    const forgetful = network
      .all()
      .map((event) =>
        event.type === 'departed' ? { ...event, seen: { n: 1, hash: opened.identity } } : event,
      )
    expect(stateOf(forgetful)).toMatchObject({ status: 'planned', frozen: 'broken_chain' })
  })

  test('waits, and is not frozen, where an event names what has not arrived', () => {
    const network = tell(twoNodes(), ['S offered', 'R opened'])
    const early = syntheticEvent(
      'accepted',
      {
        node: nodes.receiver,
        n: 2,
        prev: network.chainOf('receiver')[0]?.identity ?? null,
        seen: { n: 9, hash: digest(77) },
      },
      501,
    )
    const state = stateOf([...network.all(), early])
    expect(state).toMatchObject({ status: 'under_review', pending: [early.identity] })
    expect(state.frozen).toBeUndefined()
  })

  test('freezes both sides alike, whatever arrived first', () => {
    const frozen = { fork: 0, broken_chain: 0 }
    fc.assert(
      fc.property(tapes(60), fc.nat(), fc.nat({ max: 3 }), (tape, at, how) => {
        const all = play(tape, 12).network.all()
        const victim = all[at % all.length] as ChainedEvent
        const bad = [
          { ...victim, identity: digest(900) },
          { ...victim, identity: digest(900), prev: digest(901) },
          { ...victim, identity: digest(900), seen: { n: 1, hash: digest(901) } },
          { ...victim, identity: digest(900), seen: null },
        ][how] as ChainedEvent
        const set = how === 0 ? [...all, bad] : all.map((it) => (it === victim ? bad : it))
        const expected = stateOf(set)
        expect(stateOf(shuffle([...set, ...set], tape))).toEqual(expected)
        expect(stateOf(set.toReversed())).toEqual(expected)
        if (expected.frozen) {
          frozen[expected.frozen] += 1
          expect(expected.disclosure).toBe('closed')
        }
        if (how !== 0) return
        const isOfBranch = (event: ChainedEvent) =>
          event.node === victim.node && event.n >= victim.n
        const superseded = [...expected.pending, ...expected.superseded]
        expect(all.filter(isOfBranch).every((event) => superseded.includes(event.identity))).toBe(
          true,
        )
      }),
      { seed: 7, numRuns: 1500 },
    )
    expect(Math.min(frozen.fork, frozen.broken_chain)).toBeGreaterThan(100)
  })
})

describe('a node that is no party', () => {
  test('changes nothing, whatever it writes', () => {
    const network = travelling()
    const before = network.state()
    const last = network.chainOf('sender').at(-1) as ChainedEvent
    const foreign = (['withdrawn', 'arrived', 'in_care'] as const).map((type, index) =>
      syntheticEvent(
        type,
        { node: 'nl' as never, n: 1, prev: null, seen: { n: last.n, hash: last.identity } },
        600 + index,
      ),
    )
    for (const event of foreign) expect(stateOf([event, ...network.all()])).toEqual(before)
  })
})
