import type { MailboxReply, RandomId } from '@causeway/schemas/wire'
import type { ExchangeContext } from './exchange-context.ts'
import { type HubClient, HubUnavailable } from './hub-client.ts'
import { inLanes } from './lanes.ts'
import { type OpenedMail, openMail, referralOf } from './open-mail.ts'
import { quarantine } from './quarantine.ts'
import { takeMail } from './receive-mail.ts'

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
    const taken = await takePage(context, mail)
    const stored = taken.flatMap((piece) => piece.stored ?? [])
    await Promise.all([
      onTaken(taken.flatMap((piece) => piece.referrals)),
      stored.length > 0 ? hub.acknowledge(stored) : undefined,
    ])
    if (stored.length === mail.length) return false
    const last = mail.at(-1)?.position ?? 0
    if (last <= after) throw new HubUnavailable('pages that do not go on')
    after = last
  }
}

interface Taken {
  /** Its id, when it need not stay at the hub. */
  stored?: RandomId | undefined
  referrals: RandomId[]
}

/** How many pieces of mail, each of another referral, are written side by side. */
const WIDTH = 4

/** Opens all of a page, then takes it; what is about one referral in the order in which it came. */
async function takePage(
  context: ExchangeContext,
  mail: readonly MailboxReply['mail'][number][],
): Promise<Taken[]> {
  const opened = await Promise.all(
    mail.map(({ position: _, ...envelope }) => orLeave(context, () => openMail(context, envelope))),
  )
  return inLanes(
    opened,
    (piece) => piece && referralOf(piece),
    WIDTH,
    async (piece) =>
      (piece && (await orLeave(context, () => takePiece(context, piece)))) ?? { referrals: [] },
  )
}

/** One piece that cannot be dealt with stays at the hub, says so, and stops no other. */
const orLeave = <Result>(
  { log }: ExchangeContext,
  act: () => Promise<Result>,
): Promise<Result | undefined> =>
  act().catch((err) => {
    log.error({ err, alarm: 'mail_failed' }, 'mail could not be dealt with now')
    return undefined
  })

async function takePiece(context: ExchangeContext, opened: OpenedMail): Promise<Taken> {
  const result = await takeMail(context, opened)
  const isStored =
    result.outcome !== 'unverifiable' || (await quarantine(context, opened.mail, result.code))
  return { stored: isStored ? result.id : undefined, referrals: result.referrals }
}
