import { categoryOf, type ItemCode, type Receiver } from '@causeway/schemas/record'

/** What she agrees to, in a wording that says it is synthetic; given for 90 days. */
export function agreementFor(
  receiver: Receiver,
  purpose: string,
  items: readonly ItemCode[],
  more: object = {},
) {
  const groups = [...new Set(items.map(categoryOf))]
  return {
    receiver,
    purpose,
    answer: 'given',
    items,
    basis: Object.fromEntries(groups.map((group) => [group, { art6: 'e', art9: 'g' }])),
    notice: { id: 'agreement_to_share', version: 1, lang: 'eng' },
    expires_in_days: 90,
    lang: 'eng',
    text: 'Synthetic wording: I agree that these things about me go to this organisation. I can say stop at any time.',
    how: 'read_together',
    interpreter: 'none_needed',
    ...more,
  }
}
