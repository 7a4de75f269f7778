import { type EventType, eventData } from '@causeway/schemas/record'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { play, tapes } from '../../test/random-referral.ts'
import { accepted, lost, meanwhile, met, planned, tell, travelling } from '../../test/stories.ts'
import { nodes, twoNodes, watchAt } from '../../test/two-nodes.ts'
import { fold } from './fold.ts'

const seed = 20261122
const types = Object.keys(eventData) as EventType[]
const again = [...travelling, 'S missed', 'R plan_signed 2', 'S plan_signed 2']
const onTheWay = ['departed', 'missed', 'lost_contact'] as const

describe('a meeting', () => {
  test('survives every stop and every move made after she left, known or not', () => {
    const mayEnd: EventType[] = ['in_care', 'closed', 'travel_changed']
    let said = 0
    fc.assert(
      fc.property(tapes(60), (tape) => {
        const { network } = play(tape, 14)
        const before = network.state()
        if (before.meeting !== 'open' || !before.position) return
        said += 1
        for (const side of ['sender', 'receiver'] as const) {
          for (const type of types.filter((candidate) => !mayEnd.includes(candidate))) {
            const after = fold([...network.all(), network.draft(side, type)], nodes.sender)
            expect({ type, meeting: after.meeting }).toEqual({ type, meeting: 'open' })
          }
        }
      }),
      { seed, numRuns: 1500 },
    )
    expect(said).toBeGreaterThan(100)
  })

  test.each<[string, EventType[], EventType[]]>([
    ['a withdrawal that knew nothing of it', ['departed'], ['withdrawn']],
    ['an acceptance withdrawn meanwhile', ['departed'], ['acceptance_withdrawn']],
    ['a pause', ['departed', 'paused'], ['paused']],
  ])('she has left: it is on in spite of %s', (_, sender, receiver) => {
    expect(meanwhile(planned, sender, receiver).state()).toMatchObject({
      meeting: 'open',
      watch: watchAt(7),
    })
  })

  test('she left by a plan that lost to a withdrawn acceptance: she is met and watched', () => {
    const network = tell(twoNodes(), [...accepted, 'R plan_signed'])
    network.make('sender', 'plan_signed')
    network.make('sender', 'departed')
    network.make('receiver', 'acceptance_withdrawn')
    network.deliverAll()
    const watched = { plan: 1, meeting: 'open', watch: watchAt(7), superseded: [] }
    expect(network.state()).toMatchObject({ ...watched, status: 'in_transit' })
    tell(network, ['S missed'])
    expect(network.state()).toMatchObject({ ...watched, status: 'missed' })
  })

  test('is over by a stop before she left, and open again when it is heard that she had left', () => {
    const network = tell(twoNodes(), planned)
    network.make('receiver', 'withdrawn')
    network.make('sender', 'departed')
    expect(network.viewOf('receiver')).toMatchObject({ meeting: 'over', watch: undefined })
    network.deliverAll()
    expect(network.viewOf('receiver')).toMatchObject({ status: 'withdrawn', meeting: 'open' })
    expect(network.viewOf('sender')).toEqual(network.viewOf('receiver'))
  })

  test('goes on by a newer plan for the rest of the way, whatever is stopped before it begins', () => {
    expect(tell(twoNodes(), [...again, 'S withdrawn']).state()).toMatchObject({
      status: 'withdrawn',
      position: undefined,
      meeting: 'open',
      watch: watchAt(7),
    })
  })

  test('stays open when the rest of the way changes under her', () => {
    const stranded = [...again, 'S travel_changed 2', 'S withdrawn']
    expect(tell(twoNodes(), stranded).state()).toMatchObject({
      status: 'withdrawn',
      meeting: 'open',
      watch: undefined,
    })
  })

  test('is over when she did not leave after all and then withdraws', () => {
    const home = [...travelling, 'S travel_changed']
    const ended = { status: 'withdrawn', meeting: 'over', watch: undefined }
    expect(tell(twoNodes(), [...home, 'S withdrawn']).state()).toMatchObject(ended)
    const twice = [...home, 'R plan_signed 2', 'S plan_signed 2', 'R travel_changed 2']
    expect(tell(twoNodes(), [...twice, 'S withdrawn']).state()).toMatchObject(ended)
  })

  test('of a pause nothing ends', () => {
    expect(tell(twoNodes(), [...planned, 'S paused']).state()).toMatchObject({
      isPaused: true,
      meeting: 'open',
      watch: watchAt(7),
    })
  })
})

describe('the watch', () => {
  test('never stops on the way, and holds what both have signed', () => {
    let said = 0
    fc.assert(
      fc.property(tapes(60), (tape) => {
        const { network } = play(tape, 14)
        const { watch, position, plan, status } = network.state()
        const closed = network.all().some(({ type }) => type === 'closed')
        const isOnTheWay = onTheWay.some((candidate) => candidate === position)
        if (isOnTheWay && !closed) expect(watch).toBeDefined()
        if (['none', 'offered', 'accepted', 'arrived', 'in_care'].includes(status)) {
          expect(watch).toBeUndefined()
        }
        if (!watch) return
        said += 1
        const signers = network.all().flatMap((event) => {
          const isSame =
            event.type === 'plan_signed' &&
            event.data.plan === plan &&
            JSON.stringify(event.data.watch) === JSON.stringify(watch)
          return isSame ? [event.node] : []
        })
        expect(new Set(signers)).toEqual(new Set([nodes.sender, nodes.receiver]))
      }),
      { seed, numRuns: 2000 },
    )
    expect(said).toBeGreaterThan(200)
  })

  test('goes with two signatures on one text, one from each side, that nothing superseded', () => {
    let replaced = 0
    fc.assert(
      fc.property(tapes(60), (tape) => {
        const { network } = play(tape, 14)
        const { signatures, plan, superseded } = network.state()
        const signings = network.all().filter((event) => event.type === 'plan_signed')
        const held = signatures.flatMap((id) => signings.filter(({ identity }) => identity === id))
        expect(held.map(({ node }) => node).toSorted()).toEqual(
          plan === 0 ? [] : [nodes.sender, nodes.receiver].toSorted(),
        )
        const texts = held.map(({ data: { hash, watch } }) => JSON.stringify([hash, watch]))
        expect(new Set(texts).size).toBe(plan === 0 ? 0 : 1)
        expect(held.every(({ data }) => data.plan === plan)).toBe(true)
        for (const id of signatures) expect(superseded).not.toContain(id)
        const others = signings.filter(
          ({ data, identity }) =>
            data.plan === plan && ![...signatures, ...superseded].includes(identity),
        )
        if (others.length > 0) replaced += 1
      }),
      { seed, numRuns: 2000 },
    )
    expect(replaced).toBeGreaterThan(20)
  })

  test('is armed by nothing but the same times from both sides', () => {
    const network = tell(twoNodes(), accepted)
    network.make('sender', 'plan_signed', { watch: 7 })
    network.deliverAll()
    const other = network.make('receiver', 'plan_signed', { watch: 8 })
    expect(network.state()).toMatchObject({ plan: 0, superseded: [other.identity] })
    network.make('receiver', 'plan_signed', { watch: 7 })
    expect(network.state()).toMatchObject({ plan: 1, watch: watchAt(7) })
  })

  test.each([
    ['she has been met', met],
    ['the search was closed', [...lost, 'S closed']],
    ['the journey was changed', [...travelling, 'R travel_changed']],
  ])('is off once %s', (_, story) => {
    expect(tell(twoNodes(), story).state().watch).toBeUndefined()
  })

  test('of a changed journey begins anew with the next plan', () => {
    const network = tell(twoNodes(), [...travelling, 'R travel_changed'])
    network.make('receiver', 'plan_signed', { plan: 2, watch: 9 })
    network.deliverAll()
    expect(network.state().watch).toBeUndefined()
    network.make('sender', 'plan_signed', { plan: 2, watch: 9 })
    expect(network.state()).toMatchObject({ status: 'planned', plan: 2, watch: watchAt(9) })
  })
})
