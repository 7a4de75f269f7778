import type { ChainedEvent } from '@causeway/protocol/chain'
import { readBody } from '@causeway/protocol/record'
import { Refusal } from '@causeway/schemas/problems'
import type { EventType, ItemCode, Message, RecordItem } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import type { z } from 'zod'
import type { NodeContext } from '../../context.ts'

export type EventMessage = Extract<Message, { type: 'referral.event' }>
export type EventOf<Type extends EventType> = Extract<ChainedEvent, { type: Type }>

/** A body that has been checked, of which only what may be kept is left. */
export interface CheckedBody {
  salt: Digest | null
  /** Why nothing of a packet may be kept: its event counts, so that the chain goes on. */
  refused?: 'consent' | 'policy'
  /** The body as a whole, where it is kept as one, and the group of keys that it belongs to. */
  whole?: { category: string; value: object }
  /** The items of a packet, where they are kept one by one. */
  items?: RecordItem[]
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
