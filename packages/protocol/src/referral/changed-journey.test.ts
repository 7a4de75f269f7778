import { describe, expect, test } from 'vitest'
import {
  accepted,
  lost,
  meanwhile,
  met,
  missed,
  planned,
  tell,
  travelling,
} from '../../test/stories.ts'
import { twoNodes, watchAt } from '../../test/two-nodes.ts'

const stateAfter = (story: string[]) => tell(twoNodes(), story).state()
const again = ['R plan_signed 2', 'S plan_signed 2']

describe('a journey that changed', () => {
  test('takes back what was said about its plan, whoever says so and whatever came first', () => {
    for (const side of ['S', 'R']) {
      expect(stateAfter([...lost, `${side} travel_changed`])).toMatchObject({
        status: 'planned',
        position: undefined,
      })
    }
    expect(stateAfter([...planned, 'R travel_changed', 'S departed'])).toMatchObject({
      status: 'planned',
      position: undefined,
      watch: undefined,
    })
  })

  test('takes back an alarm that was raised meanwhile', () => {
    const off = { status: 'planned', watch: undefined, superseded: [] }
    expect(meanwhile(planned, ['missed'], ['travel_changed']).state()).toMatchObject(off)
    expect(meanwhile(travelling, ['travel_changed'], ['missed']).state()).toMatchObject(off)
    expect(meanwhile(missed, ['lost_contact'], ['travel_changed']).state()).toMatchObject(off)
  })

  test('takes nothing back from a newer plan, and what is said of the older one no more', () => {
    const newer = [...lost, ...again, 'S departed 2']
    expect(stateAfter([...newer, 'R travel_changed 1'])).toMatchObject({ status: 'in_transit' })
    expect(stateAfter([...newer, 'R travel_changed 2'])).toMatchObject({ status: 'planned' })
    expect(stateAfter([...newer, 'R travel_changed 2', 'R missed 1'])).toMatchObject({
      status: 'planned',
    })
  })

  test('changes nothing once she has been met', () => {
    expect(stateAfter([...met, 'S travel_changed'])).toMatchObject({ status: 'arrived' })
    expect(meanwhile(travelling, ['travel_changed'], ['arrived', 'in_care']).state()).toMatchObject(
      { status: 'in_care', lead: 'receiver' },
    )
  })

  test('is none without a plan that both had signed as far as its author knew', () => {
    const one = [...accepted, 'R plan_signed', 'R travel_changed', 'S plan_signed', 'S departed']
    expect(stateAfter(one)).toMatchObject({ status: 'in_transit' })
    expect(stateAfter([...travelling, 'S travel_changed 2', ...again])).toMatchObject({
      plan: 2,
      status: 'planned',
      watch: expect.anything(),
    })
  })
})

describe('a journey that is called off while she leaves', () => {
  const onTheWay = { status: 'in_transit', position: 'departed', watch: watchAt(7) }

  test('goes on and is watched, and whoever called it off is told', () => {
    const network = tell(twoNodes(), planned)
    const change = network.make('receiver', 'travel_changed')
    expect(network.viewOf('receiver')).toMatchObject({ watch: undefined, superseded: [] })
    network.make('sender', 'departed')
    network.deliverAll()
    expect(network.state()).toMatchObject({ ...onTheWay, superseded: [change.identity] })
    tell(network, ['S missed'])
    expect(network.state()).toMatchObject({ status: 'missed', watch: watchAt(7) })
  })

  test('on one of its legs goes on as well', () => {
    const network = meanwhile(travelling, ['departed'], ['travel_changed'])
    expect(network.state()).toMatchObject(onTheWay)
    tell(network, ['S departed'])
    expect(network.state()).toMatchObject(onTheWay)
  })

  test('can be called off by whoever has heard of it, for good', () => {
    const network = meanwhile(planned, ['departed'], ['travel_changed'])
    const [first] = network.state().superseded
    tell(network, ['R travel_changed'])
    const off = { status: 'planned', position: undefined, watch: undefined, superseded: [first] }
    expect(network.state()).toMatchObject(off)
    tell(network, ['S departed'])
    expect(network.state()).toMatchObject(off)
  })

  test('goes on by a newer plan that both sign', () => {
    const network = meanwhile(planned, ['departed'], ['travel_changed'], again)
    expect(network.state()).toMatchObject({ plan: 2, status: 'planned', watch: watchAt(7) })
  })
})
