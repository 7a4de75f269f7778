import { Refusal } from '@causeway/schemas/problems'

const KIB = 1024

/** The only lengths a plaintext may have, in bytes, so that length says little of content. */
export const PLAINTEXT_BUCKETS = [4 * KIB, 16 * KIB, 64 * KIB, 160 * KIB] as const

/** Pads with 0x80 and zeros (ISO/IEC 7816-4) to the next bucket. Throws `RangeError` beyond the last. */
export function pad(bytes: Uint8Array): Uint8Array {
  const bucket = PLAINTEXT_BUCKETS.find((size) => bytes.length < size)
  if (bucket === undefined) throw new RangeError('content larger than the largest bucket')
  const padded = new Uint8Array(bucket)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  return padded
}

/** Throws `Refusal('schema')` when the length is no bucket, the padding is not exactly this one, or a smaller bucket would have done. */
export function unpad(padded: Uint8Array): Uint8Array {
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end -= 1
  const bytes = padded.subarray(0, Math.max(end, 0))
  const bucket = PLAINTEXT_BUCKETS.find((size) => bytes.length < size)
  if (padded[end] !== 0x80 || padded.length !== bucket) throw new Refusal('schema')
  return bytes
}
