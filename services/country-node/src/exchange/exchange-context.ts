import type { OpeningKey } from '@causeway/protocol/suite'
import type { Digest } from '@causeway/schemas/wire'
import type pg from 'pg'
import type { NodeContext } from '../context.ts'

/** What sending and receiving need beyond what verbs need. */
export interface ExchangeContext extends NodeContext {
  /** For statements that are run by name. */
  pool: pg.Pool
  /** This node's private keys for what was sealed to it, by thumbprint. */
  openingKeys: ReadonlyMap<Digest, OpeningKey>
}
