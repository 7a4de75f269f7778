import type { Digest, Seconds } from '@causeway/schemas/wire'
import type { KeyDirectory } from '../suite/index.ts'
import type { ReceiptSigner } from './receipt.ts'

/** Finds the signer of a receipt in the directory: the hub's receipt key or a node's signing key. */
export const receiptSigners =
  (directory: KeyDirectory, at: Seconds) =>
  (kid: Digest): ReceiptSigner | undefined => {
    const { receiptKey } = directory.hub
    if (kid === receiptKey.kid) return { by: 'hub', publicKey: receiptKey.publicKey }
    const key = directory.findKey('sign', kid, at)
    return key && { by: key.node, publicKey: key.publicKey }
  }
