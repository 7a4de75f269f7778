import type { EventType } from '@causeway/schemas/record'
import { type TwoNodes, twoNodes } from './two-nodes.ts'

/** The usual way, step by step. */
export const accepted = ['S offered', 'R opened', 'R accepted']
export const planned = [...accepted, 'R plan_signed', 'S plan_signed']
export const travelling = [...planned, 'S departed']
export const missed = [...travelling, 'S missed']
export const lost = [...missed, 'S lost_contact']
export const met = [...travelling, 'R arrived']
export const cared = [...met, 'R in_care']

/**
 * A story told in order: `S offered`, `R accepted`; everybody knows what came before. What is joined
 * by `&` is said by both before either hears of the other.
 */
export function tell(network: TwoNodes, steps: readonly string[]): TwoNodes {
  for (const step of steps) {
    for (const said of step.split(' & ')) {
      const [who, type, plan] = said.split(' ')
      const saying = plan === undefined ? {} : { plan: Number(plan) }
      network.make(who === 'S' ? 'sender' : 'receiver', type as EventType, saying)
    }
    network.deliverAll()
  }
  return network
}

/** Both sides write after the same past and before hearing of the other. */
export function meanwhile(
  past: readonly string[],
  sender: readonly EventType[],
  receiver: readonly EventType[],
  after: readonly string[] = [],
): TwoNodes {
  const network = tell(twoNodes(), past)
  for (const type of sender) network.make('sender', type)
  for (const type of receiver) network.make('receiver', type)
  network.deliverAll()
  return tell(network, after)
}
