import { Refusal, type SealedProblemCode } from '@causeway/schemas/problems'

/** What is checked, in this order; the first that does not hold ends the matter. */
export const evidenceLinks = [
  'form',
  'directory',
  'events',
  'envelopes',
  'receipts',
  'checkpoints',
  'inclusion',
  'history',
  'seal',
] as const
export type EvidenceLink = (typeof evidenceLinks)[number]

/** What a link can break by beside the codes of a refusal. */
export type EvidenceFault =
  | SealedProblemCode
  | 'json'
  | 'shape'
  | 'spelling'
  | 'root'
  | 'order'
  | 'party'
  | 'referral'
  | 'begin'
  | 'prev'
  | 'seen'
  | 'event'
  | 'unsent'
  | 'by'
  | 'checkpoint'
  | 'proof'
  | 'count'

/** Where a bundle breaks: the link, its number in the array (from 0) where it has one, and why. */
export interface Break {
  link: EvidenceLink
  at: number | undefined
  fault: EvidenceFault
}

/** The first link that does not hold; holds nothing of the bundle. */
export class BrokenLink extends Error {
  override readonly name = 'BrokenLink'
  readonly break: Break

  constructor(link: EvidenceLink, fault: EvidenceFault, at?: number, options?: ErrorOptions) {
    super(`${link}: ${fault}`, options)
    this.break = { link, at, fault }
  }
}

/** Does it, and makes of a `Refusal` the break of this link. */
export function linking<Result>(link: EvidenceLink, at: number, check: () => Result): Result {
  try {
    return check()
  } catch (cause) {
    if (cause instanceof Refusal) throw new BrokenLink(link, cause.code, at, { cause })
    throw cause
  }
}

/** Throws unless each key is greater than the one before it: one order, and nothing twice. */
export function requireAscending(link: EvidenceLink, keys: readonly string[]): void {
  keys.forEach((key, at) => {
    if (at > 0 && key <= (keys[at - 1] ?? '')) throw new BrokenLink(link, 'order', at)
  })
}

/** A count as text that sorts as the number does. */
export const sortable = (count: number): string => String(count).padStart(16, '0')
