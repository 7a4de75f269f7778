import type { NodeContext } from '../../context.ts'
import { signaturesOf } from '../../journey/signatures.ts'
import { takeSnapshot } from '../../referrals/snapshot.ts'
import type { Action } from '../../staff/permissions.ts'
import type { Need } from './home-view.ts'
import type { listOurTurn } from './needs-queries.ts'

type Row = Awaited<ReturnType<typeof listOurTurn>>[number]
/** Whose signature a plan waits for. */
type Waiting = 'us' | 'them' | undefined

/** What is ours to do though no clock runs for it, and for whom: first what is most likely. */
const table: readonly [Need, Action, (row: Row, waiting: Waiting) => boolean][] = [
  [
    'recall',
    'referral.confirm_recall',
    ({ side, state }) => side === 'receiver' && state.recallRequested,
  ],
  ['confirm_plan', 'plan.sign', (_row, waiting) => waiting === 'us'],
  [
    'question',
    'question.answer',
    ({ side, state }) =>
      state.questions.some(({ by, answeredAt }) => by !== side && answeredAt === undefined),
  ],
  [
    'plan',
    'plan.sign',
    ({ side, status }, waiting) => side === 'receiver' && status === 'accepted' && !waiting,
  ],
  ['care', 'care.confirm', ({ side, status }) => side === 'receiver' && status === 'arrived'],
]

/** All of it that stands for one handover, for somebody who may do this. */
export async function turnsOf(
  { db, nodeId }: NodeContext,
  row: Row,
  may: (action: Action) => boolean,
): Promise<Need[]> {
  const waiting = row.has_open_plan ? await planWaitsFor({ db, nodeId }, row) : undefined
  return table.flatMap(([need, action, holds]) =>
    may(action) && holds(row, waiting) ? [need] : [],
  )
}

async function planWaitsFor(
  { db, nodeId }: Pick<NodeContext, 'db' | 'nodeId'>,
  { id, side }: Row,
): Promise<Waiting> {
  const snapshot = await takeSnapshot(db, nodeId, id)
  const { sender, receiver } = signaturesOf(snapshot, snapshot.state.plan + 1)
  if (!sender && !receiver) return undefined
  return (side === 'sender' ? sender : receiver) ? 'them' : 'us'
}
