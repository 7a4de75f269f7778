import {
  completedBy,
  EMPTY_ROOT,
  leafHash,
  nodeReader,
  rootFrom,
  rootNodes,
  signCheckpoint,
} from '@causeway/protocol/log'
import type { Digest, Seconds } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import {
  appendLeaves,
  appendNodes,
  becomeSequencer,
  findNewestCheckpoint,
  findNodes,
  isAnyLeafPending,
  replaceCheckpoint,
  takePendingLeaves,
} from './log-queries.ts'

const MAX_LEAVES = 1024

/** The name and the secret key of the log. */
export interface LogSigner {
  origin: string
  skey: string
}

interface Sequencing {
  db: Kysely<Database>
  signer: LogSigner
  now: () => Seconds
}

/**
 * Gives the pending leaves their numbers, in the order in which they were committed, and signs the
 * log as it then is; all in one transaction that also holds the sequencer's lock, so a process that
 * loses its connection has numbered nothing and stands in nobody's way. Returns whether leaves may
 * be left over: there were more than one transaction takes, or another process is at it.
 */
export async function sequenceLeaves({ db, signer, now }: Sequencing): Promise<boolean> {
  if (!(await isAnyLeafPending(db))) return false
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (trx) => {
      if (!(await becomeSequencer(trx))) return true
      return (await append(trx, signer, now())) === MAX_LEAVES
    })
}

/** The lock was taken by a statement of its own, so what is read here is what the last one wrote. */
async function append(trx: Transaction<Database>, signer: LogSigner, at: Seconds) {
  const { size, root } = (await findNewestCheckpoint(trx)) ?? { size: 0, root: EMPTY_ROOT }
  const edge = await findNodes(trx, rootNodes(size))
  refuseToFork(rootFrom(size, nodeReader(edge)), root)

  const identities = await takePendingLeaves(trx, MAX_LEAVES)
  if (identities.length === 0) return 0
  const leaves = identities.map((identity) => leafHash('env', identity))
  const completed = completedBy(size, leaves, nodeReader(edge))
  const newSize = size + leaves.length
  const newRoot = rootFrom(newSize, nodeReader([...edge, ...completed]))
  const note = signCheckpoint({ origin: signer.origin, size: newSize, root: newRoot }, signer.skey)

  await appendLeaves(trx, size, identities)
  await appendNodes(trx, completed)
  await replaceCheckpoint(trx, { size: newSize, root: newRoot, note }, at)
  return leaves.length
}

/** A tree that is not the one last signed must never be signed: a node would take it for a fork. */
function refuseToFork(found: Digest, signed: Digest): void {
  if (found !== signed) throw new Error('the stored tree is not the one last signed')
}
