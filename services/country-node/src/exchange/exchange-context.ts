import type { VerifiedEnvelope } from '@causeway/protocol/envelope'
import type { OpeningKey } from '@causeway/protocol/suite'
import type { Message } from '@causeway/schemas/record'
import type { Digest, Identity } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type pg from 'pg'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { Prepared } from './prepared.ts'

/** Events as the exchange needs them: it carries them and does not know what they mean. */
export interface CarriedEvents {
  /** Checks one that arrived; what comes back only has to be written. Throws `Refusal`. */
  prepare(
    context: NodeContext,
    verified: VerifiedEnvelope,
    message: Extract<Message, { type: 'referral.event' }>,
  ): Promise<Prepared>
  /** One of our own as it is sent again; `undefined` when it may not go any more. */
  messageOf(context: NodeContext, identity: Identity): Promise<Message | undefined>
  /** Whether one of our own that has not left yet may go with all that was sealed in it. */
  mayGo(context: NodeContext, identity: Identity): Promise<boolean>
  /** Their receiver has answered for these of our own: they need not be sent again. */
  settled(
    trx: Transaction<Database>,
    context: NodeContext,
    identities: readonly Identity[],
  ): Promise<void>
}

/** What sending and receiving need beyond what verbs need. */
export interface ExchangeContext extends NodeContext {
  /** For statements that are run by name. */
  pool: pg.Pool
  /** This node's private keys for what was sealed to it, by thumbprint. */
  openingKeys: ReadonlyMap<Digest, OpeningKey>
  events: CarriedEvents
}
