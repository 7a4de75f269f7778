import { Refusal, type SealedProblemCode } from '@causeway/schemas/problems'
import { JsonFault, parseStrictJson } from '@causeway/schemas/wire'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads strict JSON; bytes must be UTF-8. Throws `Refusal` with this code when they are neither. */
export function readJson(json: string | Uint8Array, code: SealedProblemCode): unknown {
  try {
    return parseStrictJson(typeof json === 'string' ? json : utf8.decode(json))
  } catch (cause) {
    if (cause instanceof JsonFault || cause instanceof TypeError) throw new Refusal(code)
    throw cause
  }
}
