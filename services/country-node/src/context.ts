import type { KeyDirectory, SigningKey, WitnessKey } from '@causeway/protocol/suite'
import type { Digest, NodeId, RandomId, Seconds } from '@causeway/schemas/wire'
import type { Logger } from '@causeway/service-kit/log'
import type { Kysely } from 'kysely'
import type { Database } from './database/schema.ts'
import type { Notices } from './notices/read-notices.ts'
import type { Vault } from './vault/vault.ts'

/** What most verbs of a node need. Each route plugin gets it as an option. */
export interface NodeContext {
  nodeId: NodeId
  db: Kysely<Database>
  vault: Vault
  directory: KeyDirectory
  /** What is put to a person before she tells or agrees. */
  notices: Notices
  signingKey: SigningKey
  /** By which this node cosigns the log. */
  witnessKey: WitnessKey
  now: () => Date
  /** How many times faster than real all waits run: 1 but in development. */
  pace: number
  /** 128 fresh random bits. */
  randomId: () => RandomId
  /** 256 fresh random bits, for salts. */
  randomDigest: () => Digest
  log: Logger
}

/** The clock in whole seconds, as everything signed states time. */
export const seconds = (now: () => Date): Seconds => secondsOf(now())

/** A moment in whole seconds since 1970. */
export const secondsOf = (date: Date): Seconds => Math.floor(date.getTime() / 1000)
