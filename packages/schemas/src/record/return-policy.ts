import type { PolicyDocument } from '../wire/index.ts'
import { offerItems } from './bodies.ts'
import type { ItemCode } from './items.ts'

const offer: ItemCode[] = offerItems

/** Tier 2 holds what safe reception needs, and nothing of her story. */
const packet: ItemCode[] = [
  ...offer,
  'full_name',
  'known_as',
  'birth_date',
  'nationality',
  'safe_phone',
  'safe_email',
  'safe_address',
  'contact_rules',
  'services_needed',
  'access_needs',
  'health_conditions',
  'medication',
  'allergies',
  'fit_to_travel',
  'residence_status',
  'risk_assessment',
  'safety_plan',
  'dependants',
  'next_of_kin_safe_to_tell',
  'passport_number',
  'passport_held_by',
  'identity_card_number',
  'return_kind',
  'travel_notes',
  'proceedings_open',
]

/**
 * Tier 3, item by item and never by default: once she is in care, or before by her own wish. Those
 * who look after her can then read what she told elsewhere instead of asking again.
 */
const story: ItemCode[] = ['exploitation_type', 'means_of_control', 'summary_short', 'full_account']

/** The policy that a new network starts from. */
export const returnPolicy: PolicyDocument = {
  id: 'care',
  version: 1,
  rules: [
    {
      purposes: ['return', 'onward', 'support'],
      mandates: ['place', 'support'],
      tier: 't1',
      items: offer,
    },
    {
      purposes: ['return', 'onward', 'support'],
      mandates: ['place', 'support'],
      tier: 't2',
      items: packet,
    },
    {
      purposes: ['return', 'onward', 'support'],
      mandates: ['place', 'support'],
      tier: 't3',
      items: story,
    },
  ],
}
