import {
  EvidenceBundle,
  MAX_EVIDENCE_CHARACTERS,
  UnsealedEvidence,
} from '@causeway/schemas/evidence'
import { JsonFault, parseStrictJson } from '@causeway/schemas/wire'
import { BrokenLink } from './broken-link.ts'

/** The one text of a bundle without its seal: what the seal is over. Throws a ZodError. */
export const unsealedText = (bundle: UnsealedEvidence): string =>
  JSON.stringify(UnsealedEvidence.parse(bundle))

/** The one text of a sealed bundle: members in the order of the schema, no white space. Throws a ZodError. */
export const writeEvidence = (bundle: EvidenceBundle): string =>
  JSON.stringify(EvidenceBundle.parse(bundle))

/** Reads a bundle that is written in the one way it can be. Throws `BrokenLink`. */
export function readEvidence(text: string): EvidenceBundle {
  const parsed = EvidenceBundle.safeParse(parse(text))
  if (!parsed.success) throw new BrokenLink('form', 'shape')
  if (JSON.stringify(parsed.data) !== text) throw new BrokenLink('form', 'spelling')
  return parsed.data
}

function parse(text: string): unknown {
  try {
    if (text.length > MAX_EVIDENCE_CHARACTERS) throw new BrokenLink('form', 'shape')
    return parseStrictJson(text)
  } catch (cause) {
    if (cause instanceof JsonFault) throw new BrokenLink('form', 'json', undefined, { cause })
    throw cause
  }
}
