import type { ServiceCode } from '@causeway/schemas/codes'
import type { ItemCode } from '@causeway/schemas/record'

/** What anybody needs who is to receive her, whatever for: to plan, to speak with her, to reach her. */
const always: readonly ItemCode[] = [
  'age_band',
  'gender',
  'spoken_languages',
  'interpreter_language',
  'risk_level',
  'known_as',
  'safe_phone',
  'contact_rules',
]

/** The least that a service cannot be given without, beside `always`. */
const needed: Record<ServiceCode, readonly ItemCode[]> = {
  safe_housing: ['access_needs', 'allergies', 'dependants', 'regions_to_avoid', 'safety_plan'],
  crisis_accommodation: ['access_needs', 'allergies', 'dependants', 'safety_plan'],
  medical_care: ['full_name', 'birth_date', 'health_conditions', 'medication', 'allergies'],
  psychological_support: ['interpreter_constraints'],
  legal_aid: ['full_name', 'nationality', 'trafficking_status', 'residence_status'],
  interpretation: ['interpreter_constraints'],
  transport: ['access_needs', 'fit_to_travel', 'travel_notes'],
  documents: ['full_name', 'birth_date', 'nationality', 'passport_held_by'],
  financial_help: ['full_name'],
  education_and_skills: [],
  job_search: ['residence_status'],
  employer_screening: ['regions_to_avoid'],
  child_care: ['dependants'],
  family_mediation: ['next_of_kin_safe_to_tell'],
  compensation_claim: ['full_name', 'trafficking_status', 'status_decided_by'],
  witness_support: ['full_name', 'proceedings_open'],
  reintegration_grant: ['full_name', 'birth_date', 'nationality', 'return_kind'],
  police_protection: ['full_name', 'regions_to_avoid', 'risk_assessment', 'safety_plan'],
}

/** The minimum for these services together, each item once. */
export const itemsFor = (services: readonly ServiceCode[]): ItemCode[] => [
  ...new Set([...always, ...services.flatMap((service) => needed[service])]),
]
