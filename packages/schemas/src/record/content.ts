import { z } from 'zod'
import { CompactJws, Digest, NodeId, RandomId } from '../wire/index.ts'

/** The longest JSON text of a body. */
export const MAX_BODY_CHARACTERS = 150_000

/**
 * A body beside an event: JSON text, so that the bytes that were hashed are the bytes that are
 * read. The event holds SHA-256("cw/1 body\n" || salt || json).
 */
export const EventBody = z.strictObject({ salt: Digest, json: z.string().max(MAX_BODY_CHARACTERS) })
export type EventBody = z.infer<typeof EventBody>

export const Message = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('referral.event'),
    event: CompactJws,
    body: EventBody.optional(),
    grants: z.array(CompactJws).min(1).max(8).optional(),
  }),
  z.strictObject({ type: z.literal('receipt'), receipts: z.array(CompactJws).min(1).max(32) }),
])
export type Message = z.infer<typeof Message>

/**
 * The plaintext of an envelope. It begins with the envelope's own id and addresses, so that what
 * was sealed for one envelope cannot be put into another.
 */
export const Content = z.strictObject({
  v: z.literal(1),
  id: RandomId,
  from: NodeId,
  to: NodeId,
  salt: Digest,
  messages: z.array(Message).min(1).max(32),
})
export type Content = z.infer<typeof Content>
