import { categoryOf, type ItemCode, specialGroups } from '@causeway/schemas/record'

/** How long her yes holds: through the last follow-up, half a year after she arrives. */
export const AGREED_DAYS = 270

/** What these pages say of the law: a task of support and care (GDPR art. 6(1)(e), art. 9(2)(h)). */
export const basisOf = (items: readonly ItemCode[]) =>
  Object.fromEntries(
    [...new Set(items.map(categoryOf))].map((group) => [
      group,
      specialGroups.includes(group) ? { art6: 'e', art9: 'h' } : { art6: 'e' },
    ]),
  )
