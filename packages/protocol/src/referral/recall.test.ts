import { describe, expect, test } from 'vitest'
import { accepted, meanwhile, planned, tell } from '../../test/stories.ts'
import { twoNodes } from '../../test/two-nodes.ts'

const asked = (story: string[]) => tell(twoNodes(), story).state().recallRequested

describe('a recall after acceptance', () => {
  test.each([
    ['an acceptance', accepted],
    ['a plan', planned],
  ])('of %s is asked for and then confirmed', (_, story) => {
    const network = tell(twoNodes(), [...story, 'S recall_requested'])
    expect(network.state()).toMatchObject({ recallRequested: true, disclosure: 'open' })
    tell(network, ['R recall_confirmed'])
    expect(network.state()).toMatchObject({
      status: 'recalled',
      recallRequested: false,
      disclosure: 'closed',
    })
  })

  test('is asked for by the sender only', () => {
    expect(asked([...accepted, 'R recall_requested'])).toBe(false)
    const own = tell(twoNodes(), [...accepted, 'R recall_requested', 'R recall_confirmed'])
    expect(own.state()).toMatchObject({ status: 'accepted' })
  })

  test.each([
    ['before an acceptance', ['S offered', 'S recall_requested']],
    ['after an end', [...accepted, 'S recall_requested', 'R acceptance_withdrawn']],
    ['after a withdrawal', [...accepted, 'S recall_requested', 'S withdrawn']],
    ['once she has left', [...planned, 'S recall_requested', 'S departed']],
    [
      'when she had left meanwhile, though the journey changed later',
      [...planned, 'S recall_requested', 'S departed', 'S travel_changed'],
    ],
  ])('nobody waits for it %s', (_, story) => {
    expect(asked(story)).toBe(false)
  })

  test('can be asked for again after a changed journey', () => {
    expect(asked([...planned, 'S departed', 'S travel_changed', 'S recall_requested'])).toBe(true)
  })

  test('confirmed while she leaves, she is on her way', () => {
    const story = [...planned, 'S recall_requested']
    expect(meanwhile(story, ['departed'], ['recall_confirmed']).state()).toMatchObject({
      status: 'in_transit',
      meeting: 'open',
    })
  })
})
