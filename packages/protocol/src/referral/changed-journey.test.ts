import { describe, expect, test } from 'vitest'
import { accepted, lost, meanwhile, met, planned, tell, travelling } from '../../test/stories.ts'
import { twoNodes } from '../../test/two-nodes.ts'

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
    expect(meanwhile(planned, ['departed'], ['travel_changed']).state()).toMatchObject({
      status: 'planned',
      superseded: [],
    })
    expect(stateAfter([...planned, 'R travel_changed', 'S departed'])).toMatchObject({
      status: 'planned',
    })
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
