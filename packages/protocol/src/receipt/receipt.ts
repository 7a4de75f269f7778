import type { KeyObject } from 'node:crypto'
import { Refusal } from '@causeway/schemas/problems'
import {
  type CompactJws,
  type Digest,
  type Identity,
  Receipt,
  type Seconds,
} from '@causeway/schemas/wire'
import { type SigningKey, signJws, verifyJws } from '../suite/index.ts'

/** Signs evidence. Call it only about a row that is committed. Throws a ZodError on a malformed one. */
export const signReceipt = (receipt: Receipt, key: SigningKey): CompactJws =>
  signJws('cw-receipt+jws', Receipt.parse(receipt), key)

/** Who may have signed a receipt: the hub, or a node. */
export interface ReceiptSigner {
  by: string
  publicKey: KeyObject
}

/**
 * Verifies a receipt offline. Throws `Refusal`: as `verifyJws`, `schema` when malformed, `key` when
 * it was signed by another party than it names.
 */
export function verifyReceipt(
  compact: string,
  findSigner: (kid: Digest, at: Seconds) => ReceiptSigner | undefined,
): Receipt & { identity: Identity } {
  const { payload, identity, key } = verifyJws('cw-receipt+jws', compact, (kid, unverified) =>
    findSigner(kid, parse(unverified).at),
  )
  const receipt = parse(payload)
  if (receipt.by !== key.by) throw new Refusal('key')
  return { ...receipt, identity }
}

function parse(payload: unknown): Receipt {
  const parsed = Receipt.safeParse(payload)
  if (!parsed.success) throw new Refusal('schema')
  return parsed.data
}
