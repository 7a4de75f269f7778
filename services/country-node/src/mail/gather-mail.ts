import type { Transaction } from 'kysely'
import { type NodeContext, secondsOf } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { findReachable, forgetMail, markMailed, oweMail, takeUntold } from './mail-queries.ts'
import { limits, rolesOf } from './mail-state.ts'

const BATCH = 500

type Untold = Awaited<ReturnType<typeof takeUntold>>[number]

/**
 * Owes a mail to everybody who is to be told that something waits: each member of staff with the duty
 * in that organisation, focal points in the whole node. What is too old to be told, from before mail
 * was set up, is passed over. Says in the log where nobody has an address.
 */
export async function gatherMail(context: NodeContext): Promise<void> {
  const { db, now } = context
  await db.transaction().execute(async (trx) => {
    const at = now()
    await forgetMail(trx, at)
    const untold = await takeUntold(trx, BATCH)
    if (untold.length === 0) return
    const since = secondsOf(at) - limits.givenUp / 1000
    for (const desk of desksOf(untold.filter((it) => it.at > since))) {
      await oweDesk(trx, context, desk, at)
    }
    await markMailed(
      trx,
      untold.map(({ position }) => position),
      at,
    )
  })
}

/** Each organisation's duty once, however much waits for it. */
const desksOf = (untold: readonly Untold[]): Pick<Untold, 'org' | 'role'>[] => [
  ...new Map(untold.map((it) => [`${it.org}.${it.role}`, it])).values(),
]

async function oweDesk(
  trx: Transaction<Database>,
  { randomId, log }: NodeContext,
  { org, role }: Pick<Untold, 'org' | 'role'>,
  at: Date,
): Promise<void> {
  const place = role === 'focal_point' ? undefined : org
  const members = await findReachable(trx, rolesOf[role], place)
  if (members.length === 0) {
    log.error({ alarm: 'nobody_to_mail', role }, 'something waits and nobody has an address')
  }
  for (const { pseudonym } of members) await oweMail(trx, { id: randomId(), pseudonym }, at)
}
