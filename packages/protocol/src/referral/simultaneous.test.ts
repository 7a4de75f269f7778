import type { EventType } from '@causeway/schemas/record'
import { describe, expect, test } from 'vitest'
import { accepted, lost, meanwhile, planned, tell, travelling } from '../../test/stories.ts'
import { twoNodes } from '../../test/two-nodes.ts'

/** What comes of both sides writing before they hear of each other. */
function outcome(...told: Parameters<typeof meanwhile>) {
  const network = meanwhile(...told)
  const state = network.state()
  const lost = network.all().filter((event) => state.superseded.includes(event.identity))
  return { ...state, superseded: lost.map((event) => event.type) }
}

describe('moves made at the same time', () => {
  test.each<[string, string[], EventType[], EventType[], string, EventType[]]>([
    [
      'recalled wins over accepted',
      ['S offered', 'R opened'],
      ['recalled'],
      ['accepted'],
      'recalled',
      ['accepted'],
    ],
    ['recalled wins over opened', ['S offered'], ['recalled'], ['opened'], 'recalled', ['opened']],
    [
      'recalled wins over declined',
      ['S offered'],
      ['recalled'],
      ['declined'],
      'recalled',
      ['declined'],
    ],
    [
      'declined wins over expired',
      ['S offered'],
      ['expired'],
      ['declined'],
      'declined',
      ['expired'],
    ],
    [
      'expired wins over accepted',
      ['S offered'],
      ['expired'],
      ['accepted'],
      'expired',
      ['accepted'],
    ],
    [
      'acceptance_withdrawn wins over plan_signed',
      accepted,
      ['plan_signed'],
      ['acceptance_withdrawn'],
      'acceptance_withdrawn',
      ['plan_signed'],
    ],
    [
      'a confirmed recall wins over plan_signed',
      [...accepted, 'S recall_requested'],
      ['plan_signed'],
      ['recall_confirmed'],
      'recalled',
      ['plan_signed'],
    ],
    [
      'an acceptance is not recalled by a sender who knows of it',
      ['S offered', 'R accepted'],
      ['recalled'],
      [],
      'accepted',
      ['recalled'],
    ],
    [
      'what the sender asks for meanwhile is not confirmed',
      accepted,
      ['recall_requested'],
      ['recall_confirmed'],
      'accepted',
      ['recall_confirmed'],
    ],
    [
      'the same plan signed by both stands',
      accepted,
      ['plan_signed'],
      ['plan_signed'],
      'planned',
      [],
    ],
  ])('%s', (_, past, sender, receiver, status, superseded) => {
    expect(outcome(past, sender, receiver)).toMatchObject({ status, superseded })
  })

  test('within one chain the first answer stands', () => {
    expect(outcome(['S offered'], [], ['accepted', 'declined'])).toMatchObject({
      status: 'accepted',
      superseded: ['declined'],
    })
    expect(outcome(['S offered'], [], ['declined', 'accepted'])).toMatchObject({
      status: 'declined',
      superseded: ['accepted'],
    })
  })

  test('two texts of one plan: the first stays open, the other gives way', () => {
    const network = tell(twoNodes(), accepted)
    network.make('sender', 'plan_signed', { text: 7 })
    network.make('receiver', 'plan_signed', { text: 8 })
    network.deliverAll()
    expect(network.state()).toMatchObject({ status: 'accepted', plan: 0 })
    network.make('receiver', 'plan_signed', { text: 7 })
    expect(network.state()).toMatchObject({ status: 'planned', plan: 1 })
  })
})

describe('stops', () => {
  test.each<[string, string[], EventType[], EventType[]]>([
    ['an acceptance', ['S offered'], ['withdrawn'], ['accepted']],
    ['an arrival', travelling, ['withdrawn'], ['arrived']],
    ['in_care itself', [...travelling, 'R arrived'], ['withdrawn'], ['in_care']],
    ['a closing', [...travelling, 'R arrived'], ['withdrawn'], ['closed']],
  ])('a withdrawal stands beside %s made at the same time', (_, past, sender, receiver) => {
    expect(outcome(past, sender, receiver)).toMatchObject({
      status: 'withdrawn',
      disclosure: 'closed',
    })
  })

  test('lead passes with in_care even beside a withdrawal', () => {
    const state = outcome([...travelling, 'R arrived'], ['withdrawn'], ['in_care'])
    expect(state).toMatchObject({ lead: 'receiver', position: 'in_care', status: 'withdrawn' })
  })

  test('an in_care that does not stand makes no withdrawal void', () => {
    const state = outcome([...accepted, 'R in_care'], ['withdrawn'], [])
    expect(state).toMatchObject({ lead: 'sender', status: 'withdrawn', disclosure: 'closed' })
  })

  test('a pause holds until that very pause is resumed, and the state stays', () => {
    const network = tell(twoNodes(), accepted)
    const pause = network.make('sender', 'paused')
    network.make('receiver', 'paused')
    network.deliverAll()
    network.make('sender', 'resumed', { pause: pause.eid })
    expect(network.state()).toMatchObject({ status: 'accepted', isPaused: true })
    const other = network.chainOf('receiver').at(-1)
    network.make('receiver', 'resumed', other ? { pause: other.eid } : {})
    expect(network.state()).toMatchObject({ status: 'accepted', isPaused: false })
  })
})

describe('facts', () => {
  test('stand beside any move made at the same time', () => {
    expect(outcome(['S offered'], ['recalled'], ['accepted', 'arrived'])).toMatchObject({
      status: 'arrived',
    })
    const requested = [...planned, 'S recall_requested']
    expect(outcome(requested, ['departed'], ['recall_confirmed'])).toMatchObject({
      status: 'in_transit',
    })
    expect(outcome(planned, ['departed'], ['acceptance_withdrawn'])).toMatchObject({
      status: 'in_transit',
    })
    expect(outcome(lost, ['closed'], ['arrived'])).toMatchObject({ status: 'arrived' })
  })

  test('a person who is met after her search was closed is in care', () => {
    expect(outcome(lost, ['closed'], [], ['R arrived', 'R in_care'])).toMatchObject({
      status: 'in_care',
      lead: 'receiver',
    })
  })

  test('whoever was met after her search was closed can leave care again', () => {
    const state = outcome(lost, ['closed'], ['arrived'], ['R in_care', 'R closed', 'R closed'])
    expect(state).toMatchObject({ status: 'closed', lead: 'receiver', superseded: ['closed'] })
  })

  test.each<[string, string[]]>([
    ['in_care without a meeting', [...travelling, 'R in_care']],
    ['a meeting without an acceptance', ['S offered', 'R opened', 'R arrived', 'R in_care']],
    [
      'an acceptance after a recall',
      ['S offered', 'S recalled', 'R accepted', 'R arrived', 'R in_care'],
    ],
    [
      'an acceptance after declining',
      ['S offered', 'R declined', 'R accepted', 'R arrived', 'R in_care'],
    ],
    ['what the sender says of arrival', [...travelling, 'S arrived', 'S in_care']],
  ])('lead does not pass by %s', (_, steps) => {
    const state = tell(twoNodes(), steps).state()
    expect(state).toMatchObject({ lead: 'sender' })
    expect(['arrived', 'in_care']).not.toContain(state.position)
  })

  test('leaving, missing and losing contact give way to a newer plan', () => {
    const again = ['S plan_signed 2', 'R plan_signed 2']
    expect(tell(twoNodes(), [...lost, ...again]).state()).toMatchObject({
      status: 'planned',
      plan: 2,
      position: undefined,
    })
    expect(tell(twoNodes(), [...lost, ...again, 'S departed 2']).state()).toMatchObject({
      status: 'in_transit',
    })
    expect(tell(twoNodes(), [...lost, ...again, 'S departed 1']).state()).toMatchObject({
      status: 'planned',
    })
    expect(tell(twoNodes(), [...lost, 'R arrived', ...again]).state()).toMatchObject({
      status: 'arrived',
      plan: 1,
    })
  })

  test('a departure by a plan that nobody signed is none', () => {
    expect(tell(twoNodes(), [...planned, 'S departed 9']).state()).toMatchObject({
      status: 'planned',
      position: undefined,
    })
    expect(tell(twoNodes(), [...accepted, 'S plan_signed', 'S departed']).state()).toMatchObject({
      status: 'accepted',
    })
  })
})
