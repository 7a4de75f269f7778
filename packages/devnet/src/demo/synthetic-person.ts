import { randomBytes } from 'node:crypto'

/** One item as a worker enters it. */
type Entry = { code: string; v: unknown; lang: string; purpose: string[] }

export interface SyntheticPerson {
  entries: Entry[]
  /** What a plan of her journey says of places and people. */
  journey: { from: string; to: string; place: string; meeter: string; look: string; bed: string }
  /** Values that stand for nobody and must be found nowhere but under the seal. */
  canaries: string[]
}

/**
 * A person who does not exist, and whose record says so. Every free value carries a fresh random
 * mark, so that a value found anywhere is one that leaked in this run. Regions are of the country
 * she returns to.
 */
export function syntheticPerson(country: string): SyntheticPerson {
  const mark = randomBytes(5).toString('hex')
  const digits = String(randomBytes(4).readUInt32BE()).padStart(10, '0')
  const marked = {
    full_name: `Ana Synthetic-Exemplu ${mark}`,
    known_as: `Anișoara "${mark}"`,
    birth_place: `Example Village ${mark}`,
    safe_phone: `+999${digits}`,
    safe_email: `ana.${mark}@example.invalid`,
    safe_address: `1 Example Street, ${mark}`,
    contact_rules: `Only through the worker, code ${mark}\nNever on Sundays (${mark})`,
    access_needs: `Ground floor ${mark}`,
    health_conditions: `Synthetic condition ${mark}`,
    medication: `Examplamine ${mark} 5 mg`,
    allergies: `Nothing real ${mark}`,
    residence_status: `Example permit ${mark}`,
    risk_assessment: `Synthetic assessment ${mark}: nobody real is at risk`,
    safety_plan: `Synthetic plan ${mark}`,
    dependants: `One synthetic child ${mark}`,
    next_of_kin_safe_to_tell: `Synthetic aunt ${mark}`,
    passport_number: `X${mark.toUpperCase()}`,
    passport_held_by: `The person ${mark}`,
    identity_card_number: `ID-${mark.toUpperCase()}`,
    travel_notes: `Example airport ${mark}`,
    summary_short: `A synthetic summary ${mark}`,
    full_account: `A synthetic account ${mark} that is told once`,
  }
  const journey = {
    from: `Example Airport ${mark}`,
    to: `Example Station ${mark}`,
    place: `Under the clock ${mark}`,
    meeter: `Cedar ${mark}`,
    look: `A green scarf ${mark}`,
    bed: `A quiet room ${mark}`,
  }
  const coded = {
    birth_date: '1999-03-14',
    age_band: 'from_27_to_29',
    gender: 'feminine',
    nationality: country.toUpperCase(),
    spoken_languages: ['ron', 'eng'],
    interpreter_language: 'ron',
    services_needed: ['safe_housing', 'psychological_support', 'legal_aid'],
    fit_to_travel: true,
    trafficking_status: 'identified',
    status_decided_by: 'other_government_body',
    risk_level: 'medium',
    return_kind: 'own_choice',
    proceedings_open: false,
  }
  const entries = Object.entries({ ...marked, ...coded }).map(([code, v]) => ({
    code,
    v,
    lang: 'eng',
    purpose: ['return', 'onward'],
  }))
  return { entries, journey, canaries: [...Object.values(marked), ...Object.values(journey)] }
}

/** What she agrees to share in the demonstration: all that a safe reception needs, no story. */
export const agreedItems = [
  'age_band',
  'gender',
  'spoken_languages',
  'interpreter_language',
  'trafficking_status',
  'status_decided_by',
  'risk_level',
  'full_name',
  'birth_date',
  'nationality',
  'safe_phone',
  'contact_rules',
  'services_needed',
  'access_needs',
  'health_conditions',
  'medication',
  'allergies',
  'fit_to_travel',
  'risk_assessment',
  'safety_plan',
  'dependants',
  'passport_number',
  'passport_held_by',
  'return_kind',
  'travel_notes',
] as const
