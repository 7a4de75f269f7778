/**
 * A verdict without what differs from one run to the next: numbers, times, ids and line breaks. What
 * is left is every word of it.
 */
export const sameForm = (verdict: string): string =>
  verdict
    .replaceAll(/referral [\w-]{22},/g, 'referral ID,')
    .replaceAll(/thumbprint [\w-]{43}\)/g, 'thumbprint ID)')
    .replaceAll(/\d+/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim()
