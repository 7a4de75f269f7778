import { z } from 'zod'
import { ENVELOPE_BATCH, Envelope } from './envelope.ts'
import { CompactJws, Identity, RandomId } from './primitives.ts'

/** `POST /v1/envelopes`. Each entry is taken or refused on its own. */
export const Submission = z.strictObject({
  envelopes: z.array(Envelope).min(1).max(ENVELOPE_BATCH),
})
export type Submission = z.infer<typeof Submission>

/** The answer, one result for each envelope and in the same order. */
export const SubmissionReply = z.strictObject({
  results: z.array(
    z.union([
      z.strictObject({ receipt: CompactJws }),
      z.strictObject({ problem: z.string().regex(/^[a-z_]{1,32}$/) }),
    ]),
  ),
})
export type SubmissionReply = z.infer<typeof SubmissionReply>

/**
 * `GET /v1/mailbox?after=&wait=`: what waits for the calling node, oldest first. A row stays until
 * it is acknowledged, so a reader that starts from 0 each time misses nothing.
 */
export const MailboxReply = z.strictObject({
  mail: z
    .array(z.strictObject({ position: z.int().min(1), ...Envelope.shape }))
    .max(ENVELOPE_BATCH),
})
export type MailboxReply = z.infer<typeof MailboxReply>

/** `POST /v1/mailbox/ack`: these envelopes are durably stored at the node. */
export const Acknowledgement = z.strictObject({
  ids: z.array(RandomId).min(1).max(ENVELOPE_BATCH),
})
export type Acknowledgement = z.infer<typeof Acknowledgement>

export const AcknowledgementReply = z.strictObject({ acknowledged: z.int().min(0) })

/** Query of `GET /v1/mailbox`; `wait` in seconds. */
export const MailboxQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().int().min(0).max(30).default(0),
})

/** Query of `GET /v1/log/checkpoint`: one of more leaves than `after`; `wait` for it in seconds. */
export const CheckpointQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().int().min(0).max(30).default(0),
})

export const ProofQuery = z.strictObject({ identity: Identity })

export const ConsistencyQuery = z.strictObject({
  first: z.coerce.number().int().min(1),
  second: z.coerce.number().int().min(1),
})
