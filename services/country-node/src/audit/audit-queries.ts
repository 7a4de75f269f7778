import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Link, Walked } from './walk-chain.ts'

/** Rows read at once: some hundred kilobytes. */
const PAGE = 1000

/**
 * The next rows of the chain, and whether they are its last. Where nothing was walked yet, also those
 * with numbers below one, which no entry has.
 */
export async function listLinks(
  db: Kysely<Database>,
  { entries }: Pick<Walked, 'entries'>,
): Promise<{ links: Link[]; isLast: boolean }> {
  const links = await db
    .selectFrom('audit')
    .select(['n', 'prev', 'hash', 'entry'])
    .where('n', '>', entries || Number.MIN_SAFE_INTEGER)
    .orderBy('n')
    .limit(PAGE)
    .execute()
  return { links, isLast: links.length < PAGE }
}
