import type { Digest, Seconds } from '@causeway/schemas/wire'
import type { KeyDirectory } from '../suite/index.ts'
import type { ReceiptSigner } from './receipt.ts'

/**
 * Finds who signed a receipt in the directory: the hub's receipt key, or the node's signing key
 * that was valid when the receipt was signed. Evidence outlives the keys it was made with.
 */
export const receiptSigners =
  (directory: KeyDirectory) =>
  (kid: Digest, at: Seconds): ReceiptSigner | undefined => {
    const { receiptKey } = directory.hub
    if (kid === receiptKey.kid) return { by: 'hub', publicKey: receiptKey.publicKey }
    const key = directory.findKey('sign', kid, at)
    return key && { by: key.node, publicKey: key.publicKey }
  }
