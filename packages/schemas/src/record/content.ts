import { z } from 'zod'
import { CompactJws, Digest, NodeId, RandomId } from '../wire/index.ts'
import { EventBody } from './body.ts'

export const Message = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('referral.event'),
    event: CompactJws,
    body: EventBody.optional(),
    grants: z.array(CompactJws).min(1).max(16).optional(),
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
