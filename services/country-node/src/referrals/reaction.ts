import type { NodeContext } from '../context.ts'
import type { Move } from './make-move.ts'
import type { Snapshot } from './snapshot.ts'

/** What a node does by itself once a referral stands somewhere; nobody has to click. */
export interface Reaction {
  name: string
  /** The move to make now, `undefined` when there is none. Called again when the referral changed. */
  plan(context: NodeContext, snapshot: Snapshot): Promise<Move | undefined>
}
