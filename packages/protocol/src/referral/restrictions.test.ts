import { describe, expect, test } from 'vitest'
import { accepted, cared, tell } from '../../test/stories.ts'
import { twoNodes } from '../../test/two-nodes.ts'

describe('a restriction', () => {
  test('follows from a withdrawal of either kind, from either side, at any time', () => {
    const network = tell(twoNodes(), accepted)
    const some = network.make('sender', 'consent_withdrawn', { groups: ['health', 'documents'] })
    const all = network.make('receiver', 'consent_withdrawn')
    const end = network.make('receiver', 'withdrawn')
    network.deliverAll()
    const open = { answeredBy: [], undone: false }
    expect(network.state().restrictions).toEqual([
      { withdrawal: some.eid, groups: ['health', 'documents'], ...open },
      { withdrawal: all.eid, groups: 'all', ...open },
      { withdrawal: end.eid, groups: 'all', ...open },
    ])
  })

  test('of use stands after in_care too, where a withdrawal ends nothing', () => {
    const network = tell(twoNodes(), cared)
    const { eid } = network.make('receiver', 'withdrawn')
    expect(network.state()).toMatchObject({
      status: 'in_care',
      disclosure: 'open',
      restrictions: [{ withdrawal: eid, groups: 'all', undone: false }],
    })
  })

  test('by her agreement alone leaves the referral where it is', () => {
    const network = tell(twoNodes(), accepted)
    network.make('sender', 'consent_withdrawn')
    expect(network.state()).toMatchObject({ status: 'accepted', disclosure: 'open' })
  })

  test('is answered by each side that knows of it, once', () => {
    const network = tell(twoNodes(), accepted)
    const { eid: withdrawal } = network.make('sender', 'consent_withdrawn')
    network.make('receiver', 'restricted', { withdrawal })
    expect(network.state().restrictions).toMatchObject([{ answeredBy: [] }])
    network.deliverAll()
    network.make('receiver', 'restricted', { withdrawal })
    network.make('receiver', 'restricted', { withdrawal })
    expect(network.state().restrictions).toMatchObject([{ answeredBy: ['receiver'] }])
    network.make('sender', 'restricted', { withdrawal })
    expect(network.state().restrictions).toMatchObject([{ answeredBy: ['sender', 'receiver'] }])
  })

  test('is undone by either side that knows of it, and not by another name', () => {
    for (const side of ['sender', 'receiver'] as const) {
      const network = tell(twoNodes(), accepted)
      const { eid: withdrawal } = network.make('sender', 'withdrawn')
      network.make('receiver', 'withdrawal_undone', { withdrawal })
      network.deliverAll()
      network.make(side, 'withdrawal_undone')
      expect(network.state().restrictions).toMatchObject([{ undone: false }])
      network.make(side, 'withdrawal_undone', { withdrawal })
      expect(network.state()).toMatchObject({
        status: 'withdrawn',
        disclosure: 'closed',
        restrictions: [{ withdrawal, undone: true }],
      })
    }
  })
})
