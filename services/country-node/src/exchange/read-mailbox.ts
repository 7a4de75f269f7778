import type { Envelope, RandomId } from '@causeway/schemas/wire'
import type { ExchangeContext } from './exchange-context.ts'
import { type HubClient, HubUnavailable } from './hub-client.ts'
import { quarantine } from './quarantine.ts'
import { receiveMail } from './receive-mail.ts'

interface MailboxOptions {
  context: ExchangeContext
  hub: HubClient
  /** Seconds that the hub may hold the question while there is no mail. */
  wait: number
  /** Called after each page that was taken, with the referrals that it was about. */
  onTaken: (referrals: readonly RandomId[]) => Promise<void>
}

/**
 * Takes what is in the mailbox, page by page, until all of it is durably stored here and
 * acknowledged. What cannot be stored, or not be dealt with now, is left there and passed over.
 * Returns whether anything was left. Throws `HubUnavailable`, also when the pages lead nowhere.
 */
export async function readMailbox(
  { context, hub, wait, onTaken }: MailboxOptions,
  signal: AbortSignal,
): Promise<boolean> {
  let after = 0
  for (;;) {
    const mail = await hub.mailbox(after, after === 0 ? wait : 0, signal)
    if (mail.length === 0) return after > 0
    const referrals: RandomId[] = []
    const stored: RandomId[] = []
    for (const { position: _, ...envelope } of mail) {
      const taken = await takePiece(context, envelope)
      referrals.push(...taken.referrals)
      if (taken.stored) stored.push(taken.stored)
    }
    if (stored.length > 0) await hub.acknowledge(stored)
    await onTaken(referrals)
    if (stored.length === mail.length) return false
    const last = mail.at(-1)?.position ?? 0
    if (last <= after) throw new HubUnavailable('pages that do not go on')
    after = last
  }
}

/** One piece that cannot be dealt with stays at the hub, says so, and stops no other. */
async function takePiece(
  context: ExchangeContext,
  envelope: Envelope,
): Promise<{ stored?: RandomId | undefined; referrals: RandomId[] }> {
  try {
    const result = await receiveMail(context, envelope)
    const isStored =
      result.outcome !== 'unverifiable' || (await quarantine(context, envelope, result.code))
    return { stored: isStored ? result.id : undefined, referrals: result.referrals }
  } catch (err) {
    context.log.error({ err, alarm: 'mail_failed' }, 'mail could not be dealt with now')
    return { referrals: [] }
  }
}
