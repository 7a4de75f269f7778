import type { EventType } from '@causeway/schemas/record'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { play, tapes } from '../../test/random-referral.ts'
import { nodes } from '../../test/two-nodes.ts'
import { fold } from './fold.ts'
import { transitions } from './transitions.ts'

const seed = 20261122

describe('between two nodes', () => {
  test('a withdrawal before in_care ends disclosure for good, one that knew of in_care does not', () => {
    const seen = { before: 0, after: 0 }
    fc.assert(
      fc.property(tapes(90), (tape) => {
        const { network, withdrewBeforeCare } = play(tape, 20)
        const { status, disclosure } = network.state()
        expect(status === 'withdrawn').toBe(withdrewBeforeCare)
        if (withdrewBeforeCare) expect(disclosure).toBe('closed')
        const hasWithdrawal = network.all().some((event) => event.type === 'withdrawn')
        if (hasWithdrawal) seen[withdrewBeforeCare ? 'before' : 'after'] += 1
      }),
      { seed, numRuns: 1000 },
    )
    expect(Math.min(seen.before, seen.after)).toBeGreaterThan(10)
  })

  test('a handover that anybody saw is never taken back', () => {
    let handovers = 0
    fc.assert(
      fc.property(tapes(90), (tape) => {
        const { network, sawHandover } = play(tape, 20)
        if (sawHandover) expect(network.state().lead).toBe('receiver')
        if (sawHandover) handovers += 1
      }),
      { seed, numRuns: 1000 },
    )
    expect(handovers).toBeGreaterThan(50)
  })

  test('the sender lets go of the lead only when the receiver has it', () => {
    let between = 0
    fc.assert(
      fc.property(tapes(60), (tape) => {
        play(tape, 14, (network) => {
          const [sender, receiver] = [network.viewOf('sender'), network.viewOf('receiver')]
          if (sender.lead === 'receiver') expect(receiver.lead).toBe('receiver')
          if (sender.lead !== receiver.lead) between += 1
        })
      }),
      { seed, numRuns: 800 },
    )
    expect(between).toBeGreaterThan(50)
  })

  test('nobody who knows of in_care makes a move but the receiver, who closes', () => {
    let said = 0
    fc.assert(
      fc.property(tapes(90), (tape) => {
        const { network } = play(tape, 16)
        for (const side of ['sender', 'receiver'] as const) {
          const view = network.viewOf(side)
          if (view.lead !== 'receiver') continue
          for (const type of moves) {
            const event = network.draft(side, type, { plan: view.plan + 1 })
            const { superseded, status } = fold([...network.heldBy(side), event], nodes.sender)
            const fits = side === 'receiver' && type === 'closed' && view.status === 'in_care'
            if (fits) said += 1
            if (fits) expect(status).toBe('closed')
            else if (view.status !== 'withdrawn') expect(superseded).toContain(event.identity)
          }
        }
      }),
      { seed, numRuns: 1200 },
    )
    expect(said).toBeGreaterThan(10)
  })
})

const moves = Object.entries(transitions).flatMap(([type, { kind }]) =>
  kind === 'move' ? [type as EventType] : [],
)
