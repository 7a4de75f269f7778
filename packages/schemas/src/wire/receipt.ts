import { z } from 'zod'
import { Identity, Seconds } from './primitives.ts'

/** Within this many seconds of acceptance the envelope's leaf is in the hub's log. */
export const MERGE_DELAY_SECONDS = 60

/** Evidence names follow ETSI REM / e-CODEX. What each says: SPEC section 6. */
const ReceiptKind = z.enum([
  'submission_accepted',
  'applied',
  'delivered',
  'rejected',
  'retrieved',
  'non_delivery',
])
type ReceiptKind = z.infer<typeof ReceiptKind>

const isNote = (kind: ReceiptKind, code: string | undefined) =>
  code === undefined || (kind === 'applied' && code === 'surplus')

/** Payload of a receipt (JWS typ `cw-receipt+jws`). */
export const Receipt = z
  .strictObject({
    kind: ReceiptKind,
    /** `hub`, or the node that signed. */
    by: z.union([z.literal('hub'), z.string().regex(/^[a-z]{2}$/)]),
    /** Identity of the envelope. */
    env: Identity,
    /** Identity of the event inside, when the receipt is about one. */
    event: Identity.optional(),
    at: Seconds,
    /** A sealed problem code, with `rejected`; `surplus` with `applied` when items were deleted. */
    code: z
      .string()
      .regex(/^[a-z_]{1,32}$/)
      .optional(),
    /** With `submission_accepted` only: in the log by then. */
    merge_by: Seconds.optional(),
  })
  .refine(({ kind, code }) => (kind === 'rejected' ? code !== undefined : isNote(kind, code)), {
    path: ['code'],
    error: 'goes with rejected, or says surplus with applied',
  })
  .refine(
    (receipt) => (receipt.kind === 'submission_accepted') === (receipt.merge_by !== undefined),
    { path: ['merge_by'], error: 'goes with submission_accepted' },
  )
  .refine((receipt) => (receipt.kind === 'submission_accepted') === (receipt.by === 'hub'), {
    path: ['by'],
    error: 'the hub signs submission receipts and nothing else',
  })
export type Receipt = z.infer<typeof Receipt>
