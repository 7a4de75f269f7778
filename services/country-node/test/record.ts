import type { AgreementGiven, AgreementRefused } from '@causeway/schemas/api'
import type { NoAnswer } from '@causeway/schemas/codes'
import { categoryOf, type ItemEntry, type Receiver } from '@causeway/schemas/record'

type Value = { v: unknown } | { none: 'unknown' | 'not_asked' | 'declined_to_say' }

/** An item as a worker enters it. */
export const anItem = (code: ItemEntry['code'], value: unknown) => entry(code, { v: value })
export const noItem = (code: ItemEntry['code'], none: NoAnswer) => entry(code, { none })

const entry = (code: ItemEntry['code'], value: Value) => ({
  code,
  ...value,
  lang: 'eng',
  purpose: ['return'],
})

/** Ten values that must be found nowhere but behind a key, one in each of ten categories. */
export const canaries = {
  full_name: 'Canary Fullname Zwxq',
  safe_phone: '+40700123457',
  travel_notes: 'canary meets her at gate Vqzx',
  access_needs: 'canary wheelchair Qxzv',
  health_conditions: 'canary condition Zqvx',
  residence_status: 'canary permit Xvqz',
  risk_assessment: 'canary brother in Vxqz',
  dependants: 'canary daughter Xqvz',
  passport_number: 'CANARY7788123',
  full_account: 'canary account of what happened in Qvzx',
} as const

/** What she heard before she told anything. */
export const heard = {
  notice: 'before_you_tell',
  version: 1,
  lang: 'ron',
  how: 'read_together',
  interpreter: 'in_person',
} as const

/** What she adds of her own accord. */
export const asTold = (items: readonly object[]) => ({
  items,
  told: { form: 'conversation', was_asked: false },
})

export const canaryRecord = () => ({
  heard,
  items: Object.entries(canaries).map(([code, value]) => anItem(code as ItemEntry['code'], value)),
})

/** What the law allows the use of the groups of these items by. */
export const basisFor = (items: readonly ItemEntry['code'][]): AgreementGiven['basis'] =>
  Object.fromEntries(items.map((code) => [categoryOf(code), { art6: 'e', art9: 'h' }]))

/** She says yes, unless a test says otherwise. */
export const anAgreement = (
  receiver: Receiver,
  { items = ['full_name', 'age_band'], ...changes }: Partial<AgreementGiven> = {},
): AgreementGiven => ({
  receiver,
  purpose: 'return',
  answer: 'given',
  items,
  basis: basisFor(items),
  notice: { id: 'agreement_to_share', version: 1, lang: 'ron' },
  expires_in_days: 90,
  lang: 'ron',
  text: 'You agree that these two things are told to the shelter.',
  how: 'read_together',
  interpreter: 'in_person',
  ...changes,
})

/** She says no. */
export function aRefusal(receiver: Receiver): AgreementRefused {
  const { basis: _, expires_in_days: __, ...question } = anAgreement(receiver)
  return { ...question, answer: 'refused' }
}
