import { sha256 } from '@causeway/protocol/suite'
import { ENVELOPE_LIFETIME_SECONDS, type Envelope, type RandomId } from '@causeway/schemas/wire'
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

/**
 * Tries everything kept once more, as after a start with a new directory. What has outlived itself
 * is dropped: its sender sends it anew.
 */
export async function retryQuarantined(context: ExchangeContext): Promise<RandomId[]> {
  const { db, now, log } = context
  const tooOld = new Date(now().getTime() - ENVELOPE_LIFETIME_SECONDS * 1000)
  await db.deleteFrom('quarantine').where('received_at', '<', tooOld).execute()
  const applied: RandomId[] = []
  for (const { digest, envelope, ct } of await db.selectFrom('quarantine').selectAll().execute()) {
    const result = await receiveMail(context, { envelope, ct }).catch((err) => {
      log.error({ err, alarm: 'mail_failed' }, 'mail could not be dealt with now')
    })
    if (!result || result.outcome === 'unverifiable') continue
    applied.push(...result.referrals)
    await db.deleteFrom('quarantine').where('digest', '=', digest).execute()
  }
  return applied
}
