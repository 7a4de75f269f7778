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
  const value = parse(text)
  if (!isBounded(value)) throw new BrokenLink('form', 'shape')
  const parsed = EvidenceBundle.safeParse(value)
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

/** More than a bundle can have: most take 43 characters and what stands around them. */
const MAX_VALUES = 2_000_000

/**
 * Whether a schema can look at it: it notes every single fault, and of a small text with millions of
 * false values these fill the memory.
 */
function isBounded(whole: unknown): boolean {
  const open: object[] = []
  let left = MAX_VALUES
  const take = (value: unknown) => {
    left -= 1
    if (typeof value === 'object' && value !== null) open.push(value)
    return left >= 0
  }
  take(whole)
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) {
      if (!value.every(take)) return false
    } else {
      for (const name in value) if (!take((value as Record<string, unknown>)[name])) return false
    }
  }
  return true
}
