import type { NodeContext } from '../context.ts'
import { composeMail, type Letterhead } from './compose-mail.ts'
import { claimMail, endMail, postponeMail } from './mail-queries.ts'
import { ALARMING_TRIES, limits, pauseAfter } from './mail-state.ts'
import type { MailTransport } from './mail-transport.ts'

/**
 * Sends one mail that is due, at least once: it is claimed, sent, and only then told off. Returns
 * whether there was one. What fails is tried again, later each time; from the fourth try on the log
 * raises an alarm, as it does when it is given up after a day.
 */
export async function sendMail(
  { db, now, log }: NodeContext,
  letterhead: Letterhead,
  transport: MailTransport,
): Promise<boolean> {
  const mail = await claimMail(db, now())
  if (!mail) return false
  const { id, made_at, attempts, email } = mail
  if (email === null) {
    await endMail(db, id, false, now())
    return true
  }
  try {
    await transport.send(composeMail(letterhead, { id, at: made_at, to: email }))
  } catch (err) {
    const isOver = now().getTime() - made_at.getTime() > limits.givenUp
    if (isOver) await endMail(db, id, false, now())
    else await postponeMail(db, id, new Date(now().getTime() + pauseAfter(attempts)))
    const alarm = isOver ? 'mail_given_up' : 'mail_failing'
    if (isOver || attempts >= ALARMING_TRIES)
      log.error({ err, attempts, alarm }, 'mail does not go')
    else log.warn({ err, attempts }, 'a mail did not go and is tried again')
    return true
  }
  await endMail(db, id, true, now())
  return true
}
