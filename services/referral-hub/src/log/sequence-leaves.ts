import {
  completedBy,
  consistencyNodes,
  consistencyProofFrom,
  leafHash,
  nodeReader,
  type ReadNode,
  rootFrom,
  rootNodes,
  signCheckpoint,
  verifyConsistency,
} from '@causeway/protocol/log'
import type { Seconds } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import {
  addCheckpoint,
  dropPredecessor,
  findLogState,
  type LogState,
  type SignedTree,
} from './checkpoint-queries.ts'
import { appendLeaves, becomeSequencer, findNodes, takePendingLeaves } from './tree-queries.ts'

/** What the pace lets through is more than a hub accepts; the thread is held for 20 ms at most. */
const MAX_LEAVES = 4096

/** The name and the secret key of the log. */
export interface LogSigner {
  origin: string
  skey: string
}

interface Sequencing {
  db: Kysely<Database>
  signer: LogSigner
  /** How long the newest checkpoint is left to the witnesses before one without a quorum follows. */
  patience: Seconds
  now: () => Seconds
}

/** What became of one attempt. */
interface Sequenced {
  isSigned: boolean
  /** There was nothing to do. */
  isIdle: boolean
  /** There were more leaves than one transaction takes, or another process is at it. */
  isMoreOwed: boolean
}

/**
 * Gives the pending leaves their numbers, in the order in which they were committed, and signs the
 * log as it then is, once the witnesses are done with the checkpoint before or have had their time.
 * All in one transaction that also holds the sequencer's lock, so a process that loses its
 * connection has numbered nothing and stands in nobody's way. Throws when the stored tree does not
 * continue the one last signed; nothing is numbered then.
 */
export async function sequenceLeaves(sequencing: Sequencing): Promise<Sequenced> {
  const { db } = sequencing
  const state = await findLogState(db)
  if (!state.isAnyPending && !isCheckpointDue(state, state.size, sequencing)) return NOTHING
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (trx) => {
      if (!(await becomeSequencer(trx))) return { ...NOTHING, isIdle: false, isMoreOwed: true }
      return step(trx, sequencing)
    })
}

const NOTHING: Sequenced = { isSigned: false, isIdle: true, isMoreOwed: false }

/** The lock was taken by a statement of its own, so what is read here is what the last one wrote. */
async function step(trx: Transaction<Database>, sequencing: Sequencing): Promise<Sequenced> {
  const state = await findLogState(trx)
  const { size, newest } = state
  const joint = newest && newest.size <= size ? consistencyNodes(newest.size, size) : []
  const edge = await findNodes(trx, [...rootNodes(size), ...joint])
  refuseToFork(state, nodeReader(edge))

  const identities = state.isAnyPending ? await takePendingLeaves(trx, MAX_LEAVES) : []
  const leaves = identities.map((identity) => leafHash('env', identity))
  const completed = completedBy(size, leaves, nodeReader(edge))
  if (leaves.length > 0) await appendLeaves(trx, size, identities, completed)

  const newSize = size + leaves.length
  const isSigned = isCheckpointDue(state, newSize, sequencing)
  if (isSigned) await sign(trx, newSize, nodeReader([...edge, ...completed]), newest, sequencing)
  return { isSigned, isIdle: false, isMoreOwed: leaves.length === MAX_LEAVES }
}

/** A checkpoint from the future, as after a clock was set back, is waited for no longer. */
function isCheckpointDue(
  { newest }: LogState,
  size: number,
  { patience, now }: Sequencing,
): boolean {
  if (newest === undefined) return size > 0
  const age = now() - newest.at
  return size > newest.size && (newest.isWitnessed || age >= patience || age < 0)
}

/**
 * What does not continue the tree last signed must never be signed: a node would take it for a fork.
 * The hub holds its store against its last word as its witnesses do.
 */
function refuseToFork({ size, newest }: LogState, read: ReadNode): void {
  if (newest === undefined) return
  const isContinued =
    newest.size <= size &&
    verifyConsistency({
      first: newest.size,
      second: size,
      hashes: consistencyProofFrom(newest.size, size, read),
      firstRoot: newest.root,
      secondRoot: rootFrom(size, read),
    })
  if (!isContinued) throw new Error('the stored tree does not continue the one last signed')
}

async function sign(
  trx: Transaction<Database>,
  size: number,
  read: ReadNode,
  predecessor: SignedTree | undefined,
  { signer: { origin, skey }, now }: Sequencing,
): Promise<void> {
  const at = now()
  const root = rootFrom(size, read)
  const note = signCheckpoint({ origin, size, root }, skey)
  await addCheckpoint(trx, { size, root, note, at })
  if (predecessor) await dropPredecessor(trx, predecessor.size, at)
}
