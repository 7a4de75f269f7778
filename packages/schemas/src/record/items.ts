import { z } from 'zod'
import {
  AgeBand,
  ExploitationType,
  Gender,
  InterpreterConstraint,
  MeansOfControl,
  ReturnKind,
  RiskLevel,
  ServiceCode,
  StatusDecidedBy,
  TraffickingStatus,
} from '../codes/index.ts'

const Line = z.string().trim().min(1).max(200)
const Text = z.string().trim().min(1).max(8000)
/** ISO 639-2/T. */
const Language = z.string().regex(/^[a-z]{3}$/)
/** ISO 3166-1 alpha-2. */
const Country = z.string().regex(/^[A-Z]{2}$/)
/** ISO 3166-2 subdivision. */
const Region = z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)
/** E.164. */
const Phone = z.string().regex(/^\+[1-9][0-9]{6,14}$/)

/** Groups of items; each group of a person is encrypted at rest under a key of its own. */
export const Category = z.enum([
  'identity',
  'contact_safe',
  'language_needs',
  'needs',
  'health',
  'legal_status',
  'risk_safety',
  'family_dependants',
  'documents',
  'return_plan',
  'proceedings',
  'narrative',
])
export type Category = z.infer<typeof Category>

/** Every item a record can hold: the group it belongs to and the shape of its value. */
export const items = {
  full_name: { category: 'identity', value: Line },
  known_as: { category: 'identity', value: Line },
  birth_date: { category: 'identity', value: z.iso.date() },
  age_band: { category: 'identity', value: AgeBand },
  gender: { category: 'identity', value: Gender },
  nationality: { category: 'identity', value: Country },
  birth_place: { category: 'identity', value: Line },

  safe_phone: { category: 'contact_safe', value: Phone },
  safe_email: { category: 'contact_safe', value: z.email().max(200) },
  safe_address: { category: 'contact_safe', value: Line },
  contact_rules: { category: 'contact_safe', value: Text },

  spoken_languages: { category: 'language_needs', value: z.array(Language).min(1).max(10) },
  interpreter_language: { category: 'language_needs', value: Language },
  interpreter_constraints: {
    category: 'language_needs',
    value: z.array(InterpreterConstraint).min(1).max(6),
  },

  services_needed: { category: 'needs', value: z.array(ServiceCode).min(1).max(18) },
  access_needs: { category: 'needs', value: Line },

  health_conditions: { category: 'health', value: Text },
  medication: { category: 'health', value: Text },
  allergies: { category: 'health', value: Line },
  fit_to_travel: { category: 'health', value: z.boolean() },

  trafficking_status: { category: 'legal_status', value: TraffickingStatus },
  status_decided_by: { category: 'legal_status', value: StatusDecidedBy },
  residence_status: { category: 'legal_status', value: Line },

  risk_level: { category: 'risk_safety', value: RiskLevel },
  risk_assessment: { category: 'risk_safety', value: Text },
  safety_plan: { category: 'risk_safety', value: Text },
  regions_to_avoid: { category: 'risk_safety', value: z.array(Region).min(1).max(20) },

  dependants: { category: 'family_dependants', value: Text },
  next_of_kin_safe_to_tell: { category: 'family_dependants', value: Line },

  passport_number: { category: 'documents', value: Line },
  passport_held_by: { category: 'documents', value: Line },
  identity_card_number: { category: 'documents', value: Line },

  return_kind: { category: 'return_plan', value: ReturnKind },
  return_region: { category: 'return_plan', value: Region },
  travel_notes: { category: 'return_plan', value: Text },

  proceedings_open: { category: 'proceedings', value: z.boolean() },

  exploitation_type: { category: 'narrative', value: z.array(ExploitationType).min(1).max(12) },
  means_of_control: { category: 'narrative', value: z.array(MeansOfControl).min(1).max(18) },
  summary_short: { category: 'narrative', value: Text },
  full_account: { category: 'narrative', value: z.string().trim().min(1).max(60_000) },
} as const satisfies Record<string, { category: Category; value: z.ZodType }>

export type ItemCode = keyof typeof items
export const ItemCode = z.enum(Object.keys(items) as [ItemCode, ...ItemCode[]])

export const categoryOf = (code: ItemCode): Category => items[code].category
