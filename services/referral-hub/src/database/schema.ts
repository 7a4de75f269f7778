import type { Generated, GeneratedAlways } from 'kysely'

/** Times are whole seconds since 1970; digests and signatures are raw bytes. */
export interface Database {
  seen: SeenTable
  mailbox: MailboxTable
  pending_leaf: PendingLeafTable
  log_leaf: LogLeafTable
  log_node: LogNodeTable
  log_checkpoint: LogCheckpointTable
  log_cosignature: LogCosignatureTable
}

/** Every envelope ever accepted: what a repeat, a replay and a used sequence number are known by. */
interface SeenTable {
  id: string
  from_node: string
  to_node: string
  seq: number
  identity: Buffer
  signature: Buffer
  received_at: number
  acknowledged: boolean
}

/** What a node has not acknowledged yet. */
interface MailboxTable {
  position: GeneratedAlways<number>
  id: string
  to_node: string
  envelope: string
  ct: string
  exp: number
}

/** Accepted, and not yet in the log. */
interface PendingLeafTable {
  position: GeneratedAlways<number>
  identity: Buffer
}

interface LogLeafTable {
  leaf_index: number
  identity: Buffer
}

/** Complete subtrees of four leaves and more, written once. */
interface LogNodeTable {
  level: number
  position: number
  hash: Buffer
}

interface LogCheckpointTable {
  size: number
  root: Buffer
  /** Under the log's signature alone. */
  note: string
  at: number
  /** Whether a quorum has cosigned it, by the directory of the time at which it did. */
  is_witnessed: Generated<boolean>
}

/** That a node has seen this tree: the first line it sent of each checkpoint. */
interface LogCosignatureTable {
  size: number
  node: string
  /** The time that the node names. */
  at: number
  line: string
}
