import { sha256 } from '@causeway/protocol/suite'
import type { Envelope, RandomId } from '@causeway/schemas/wire'
import type { ExchangeContext } from './exchange-context.ts'
import { receiveMail } from './receive-mail.ts'

/** How many pieces are kept; more than this is an attack, and stays at the hub. */
const LIMIT = 1_000

/**
 * Keeps mail that does not verify, still sealed, so that it can be cleared from the mailbox without
 * being lost: a directory that is newer than ours may vouch for it. Returns `false`, and raises an
 * alarm, when there is no room.
 */
export async function quarantine(
  { db, now, log }: ExchangeContext,
  { envelope, ct }: Envelope,
  code: string,
): Promise<boolean> {
  const { count } = await db
    .selectFrom('quarantine')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= LIMIT) {
    log.error({ alarm: 'quarantine_full' }, 'mail that does not verify is left at the hub')
    return false
  }
  await db
    .insertInto('quarantine')
    .values({ digest: sha256(`${envelope}\n${ct}`), envelope, ct, code, received_at: now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

/** Tries everything kept once more, as after a start with a new directory. */
export async function retryQuarantined(context: ExchangeContext): Promise<RandomId[]> {
  const rows = await context.db.selectFrom('quarantine').selectAll().execute()
  const applied: RandomId[] = []
  for (const { digest, envelope, ct } of rows) {
    const result = await receiveMail(context, { envelope, ct })
    if (result.outcome === 'unverifiable') continue
    applied.push(...result.referrals)
    await context.db.deleteFrom('quarantine').where('digest', '=', digest).execute()
  }
  return applied
}
