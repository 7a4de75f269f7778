import { Category, categoryOf } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

/** Where a group of items is: at the receiver too, agreed to go there, or here alone. */
export type Whereabouts = 'sent' | 'agreed' | 'here'

/** Of each group that is on record, or was, for one handover; in the order of the groups. */
export async function findWhereabouts(
  db: Kysely<Database>,
  { referral, person, agreement }: Record<'referral' | 'person' | 'agreement', RandomId>,
): Promise<{ group: Category; at: Whereabouts }[]> {
  const recorded = await db
    .selectFrom('record_item')
    .select('code')
    .distinct()
    .where('person_id', '=', person)
    .execute()
  const agreed = await db
    .selectFrom('agreement_grant')
    .select('category')
    .where('agreement_id', '=', agreement)
    .execute()
  const sent = await db
    .selectFrom('disclosure')
    .select('items')
    .where('referral_id', '=', referral)
    .execute()

  const here = new Set(recorded.map(({ code }) => categoryOf(code)))
  const may = new Set(agreed.map(({ category }) => category))
  const gone = new Set(sent.flatMap(({ items }) => items.map(categoryOf)))
  return Category.options.flatMap((group) => {
    if (gone.has(group)) return { group, at: 'sent' as const }
    if (!here.has(group)) return []
    return { group, at: may.has(group) ? ('agreed' as const) : ('here' as const) }
  })
}
