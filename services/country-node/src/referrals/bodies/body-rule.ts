import type { ChainedEvent } from '@causeway/protocol/chain'
import { readBody, type VerifiedRecord } from '@causeway/protocol/record'
import { Refusal, type SealedProblemCode } from '@causeway/schemas/problems'
import type { EventType, ItemCode, Message } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { NodeContext } from '../../context.ts'
import type { Database } from '../../database/schema.ts'

export type EventMessage = Extract<Message, { type: 'referral.event' }>
export type EventOf<Type extends EventType> = Extract<ChainedEvent, { type: Type }>

/** Why a content is not kept though its event stands. */
export type RefusedBody = Extract<SealedProblemCode, 'consent' | 'policy' | 'record_superseded'>

/** A body that has been checked, of which only what may be kept is left. */
export interface CheckedBody {
  salt: Digest | null
  /** Why nothing of it may be kept: its event counts, so that the chain goes on. */
  refused?: RefusedBody
  /** The body as a whole, where it is kept as one, and the group of keys that it belongs to. */
  whole?: { category: string; value: object }
  /** What a packet shows of signed records, cut down to what may be kept. */
  records?: VerifiedRecord[]
  /** Writes what is kept of it apart, in the transaction that keeps the event. */
  alongside?: (trx: Transaction<Database>) => Promise<void>
  /** What was sent beyond agreement or policy: deleted here, reported in the receipt. */
  surplus: ItemCode[]
}

/**
 * Reads the body of one kind of event and holds it against what is known. Writes nothing.
 * `undefined` when the event came without the body that it need not have. Throws `Refusal`.
 */
export type BodyRule<Type extends EventType> = (
  context: NodeContext,
  event: EventOf<Type>,
  message: EventMessage,
) => Promise<CheckedBody | undefined>

/** A body that is kept as one, under a group of keys of its own, and discloses nothing. */
export const wholeBody =
  <Schema extends z.ZodObject>(schema: Schema, category: string) =>
  async (
    _context: NodeContext,
    { data }: { data: { body?: Digest | undefined } },
    message: EventMessage,
  ): Promise<CheckedBody | undefined> => {
    if (message.grants) throw new Refusal('schema')
    if (data.body === undefined) {
      if (message.body) throw new Refusal('schema')
      return undefined
    }
    const value = readBody(message.body, data.body, schema)
    return { salt: saltOf(message), whole: { category, value }, surplus: [] }
  }

/** Of a body that has been read. */
export const saltOf = ({ body }: EventMessage): Digest =>
  (body as NonNullable<EventMessage['body']>).salt
