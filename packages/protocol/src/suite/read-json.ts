import { isUtf8 } from 'node:buffer'
import { Refusal, type SealedProblemCode } from '@causeway/schemas/problems'
import { JsonFault, parseStrictJson } from '@causeway/schemas/wire'

/** Reads strict JSON; bytes must be UTF-8. Throws `Refusal` with this code when they are neither. */
export function readJson(json: string | Uint8Array, code: SealedProblemCode): unknown {
  try {
    return parseStrictJson(typeof json === 'string' ? json : readUtf8(json, code))
  } catch (cause) {
    if (cause instanceof JsonFault) throw new Refusal(code)
    throw cause
  }
}

/** Decodes UTF-8 and keeps a byte order mark, which no JSON begins with. */
function readUtf8(bytes: Uint8Array, code: SealedProblemCode): string {
  if (!isUtf8(bytes)) throw new Refusal(code)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}
