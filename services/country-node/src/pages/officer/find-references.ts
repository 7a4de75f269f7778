import { RandomId } from '@causeway/schemas/wire'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../database/schema.ts'

/** What people call something by: eight signs, or the whole id. */
export const Reference = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{8}$|^[A-Za-z0-9_-]{22}$/)

const tables = {
  referral: { table: 'referral', column: 'id' },
  person: { table: 'person', column: 'id' },
  worker: { table: 'staff_member', column: 'pseudonym' },
} as const

/**
 * The ids that may be meant by what was typed; most often one, none when nobody is called that.
 * Nothing when nothing was typed.
 */
export async function findReferences(
  db: Kysely<Database>,
  kind: keyof typeof tables,
  typed: string | undefined,
): Promise<RandomId[] | undefined> {
  if (typed === undefined) return undefined
  const whole = RandomId.safeParse(typed)
  if (whole.success) return [whole.data]
  const { table, column } = tables[kind]
  const { rows } = await sql<{ id: RandomId }>`
    select ${sql.ref(column)} as id from ${sql.table(table)}
    where left(translate(${sql.ref(column)}, '-_', ''), 8) = ${typed}
  `.execute(db)
  return rows.map(({ id }) => id)
}
