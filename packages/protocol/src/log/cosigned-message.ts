import { createHash, type KeyObject } from 'node:crypto'
import type { Seconds } from '@causeway/schemas/wire'
import { decodeBase64url } from '../suite/index.ts'
import type { Checkpoint } from './checkpoint.ts'

/** Signature type 0x06 of C2SP signed-note: timestamped ML-DSA-44 (C2SP tlog-cosignature). */
const ML_DSA_44 = 0x06
const LABEL = 'subtree/v1\n\0'

/** `cosigned_message` of C2SP tlog-cosignature, of the whole tree: what a witness of this name signs. */
export const cosignedMessage = ({ origin, size, root }: Checkpoint, at: Seconds, name: string) =>
  Buffer.concat([
    Buffer.from(LABEL),
    prefixed(name),
    u64(at),
    prefixed(origin),
    u64(0),
    u64(size),
    decodeBase64url(root),
  ])

/** The four bytes that stand for a witness key in signature lines. */
export const witnessKeyId = (name: string, publicKey: KeyObject): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(ML_DSA_44))
    .update(publicKey.export({ format: 'raw-public' }))
    .digest()
    .subarray(0, 4)

/** Eight bytes, the most significant first. */
export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

/** `opaque<1..2^8-1>` of RFC 8446 section 3.4: the length in one byte, then the text. */
function prefixed(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([Uint8Array.of(bytes.length), bytes])
}
