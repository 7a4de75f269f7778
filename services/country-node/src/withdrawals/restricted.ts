import { endings } from '@causeway/protocol/referral'
import { Problem } from '@causeway/schemas/problems'
import { type Category, categoryOf, type ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Referral } from '../referrals/referral-queries.ts'

/** The groups of items that may not be used, by her word. */
export type Restricted = 'all' | ReadonlySet<Category>

/**
 * What may not be used of a referral, and of what came or went by it. What she withdrew at this node
 * counts before it has been said in the referral, and also where it cannot be.
 */
export async function restrictedInReferral(
  db: Kysely<Database>,
  referral: RandomId,
): Promise<Restricted> {
  const rows = await db
    .selectFrom('restriction')
    .select('groups')
    .where('referral_id', '=', referral)
    .where('undone_at', 'is', null)
    .unionAll(
      db
        .selectFrom('withdrawal')
        .innerJoin('referral', 'referral.person_id', 'withdrawal.person_id')
        .select('withdrawal.groups')
        .where('referral.id', '=', referral)
        .where('withdrawal.undone_at', 'is', null),
    )
    .execute()
  return union(rows)
}

/** What may not be used of a person's record here, and of what is held of her from elsewhere. */
export async function restrictedOfPerson(
  db: Kysely<Database>,
  person: RandomId,
): Promise<Restricted> {
  const rows = await db
    .selectFrom('withdrawal')
    .select('groups')
    .where('person_id', '=', person)
    .where('undone_at', 'is', null)
    .unionAll(
      db
        .selectFrom('restriction')
        .innerJoin('referral', 'referral.id', 'restriction.referral_id')
        .select('restriction.groups')
        .where('referral.person_id', '=', person)
        .where('referral.side', '=', 'receiver')
        .where('restriction.undone_at', 'is', null),
    )
    .execute()
  return union(rows)
}

function union(rows: readonly { groups: Category[] | null }[]): Restricted {
  if (rows.some(({ groups }) => groups === null)) return 'all'
  return new Set(rows.flatMap(({ groups }) => groups ?? []))
}

export const isRestricted = (restricted: Restricted, code: ItemCode): boolean =>
  restricted === 'all' || restricted.has(categoryOf(code))

/** Throws `Problem('restricted')` when nothing of this referral may be used, or one of the items. */
export async function requireUnrestricted(
  db: Kysely<Database>,
  referral: RandomId,
  items: readonly ItemCode[] = [],
): Promise<void> {
  refuse(await restrictedInReferral(db, referral), items)
}

/** What ends a referral before she came: nothing of what was sent is of use to anybody after it. */
const closedAfter: readonly string[] = endings.filter((status) => status !== 'closed')

/**
 * What of a packet may not be read though the packet may. Throws `Problem`: `restricted` when nothing
 * of it may, `referral-ended` when the referral has ended and is soon to be destroyed here.
 */
export async function requireReadable(
  db: Kysely<Database>,
  { id, status }: Pick<Referral, 'id' | 'status'>,
): Promise<Restricted> {
  const restricted = await restrictedInReferral(db, id)
  refuse(restricted, [])
  if (closedAfter.includes(status)) throw new Problem('referral-ended')
  return restricted
}

/** The same of a person's record. */
export async function requireUsable(
  db: Kysely<Database>,
  person: RandomId,
  items: readonly ItemCode[] = [],
): Promise<void> {
  refuse(await restrictedOfPerson(db, person), items)
}

function refuse(restricted: Restricted, items: readonly ItemCode[]): void {
  if (restricted === 'all' || items.some((code) => isRestricted(restricted, code))) {
    throw new Problem('restricted')
  }
}
