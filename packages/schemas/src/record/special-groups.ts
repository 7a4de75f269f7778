import type { Category } from './items.ts'

/**
 * Groups of which at least one item regularly says something of health, sex life or ethnic origin
 * (GDPR article 9(1)); what can be inferred counts too (CJEU C-184/20). Each needs a condition of
 * article 9(2) beside its basis in article 6.
 * - `health`: all of it
 * - `needs`: medical care, psychological support, access needs
 * - `language_needs`: sign language, no interpreter of her own community
 * - `risk_safety`: assessments speak of injuries, pregnancy, sexual violence
 * - `narrative`: sexual exploitation, abuse, what was done to her
 */
export const specialGroups: readonly Category[] = [
  'health',
  'needs',
  'language_needs',
  'risk_safety',
  'narrative',
]
