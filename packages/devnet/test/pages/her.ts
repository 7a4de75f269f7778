import { syntheticPerson } from '../../src/demo/synthetic-person.ts'
import type { NetworkNode } from '../../src/start-network.ts'

/** What is typed of somebody who does not exist. */
export interface Her {
  says: Record<TypedItem, string>
  journey: ReturnType<typeof syntheticPerson>['journey']
  /** Her values, none of which may be seen where it does not belong. */
  canaries: string[]
}

/** The items that the pages ask for in words. */
const typedItems = [
  'known_as',
  'full_name',
  'birth_date',
  'safe_phone',
  'contact_rules',
  'risk_assessment',
  'safety_plan',
  'passport_held_by',
  'travel_notes',
  'dependants',
  'medication',
  'health_conditions',
  'allergies',
  'access_needs',
] as const
export type TypedItem = (typeof typedItems)[number]

/** Somebody new, who returns to this country. */
export function her(destination: NetworkNode): Her {
  const { entries, journey } = syntheticPerson(destination.id)
  const said = (code: string) => String(entries.find((entry) => entry.code === code)?.v)
  const says = Object.fromEntries(typedItems.map((code) => [code, said(code)])) as Her['says']
  const isHers = (value: string) => value !== says.birth_date
  return {
    says,
    journey,
    canaries: [...Object.values(says), ...Object.values(journey)].filter(isHers),
  }
}
