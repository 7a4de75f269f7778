import type { NodeContext } from '../context.ts'
import { startLoop } from '../exchange/loop.ts'
import type { Letterhead } from './compose-mail.ts'
import { gatherMail } from './gather-mail.ts'
import type { MailTransport } from './mail-transport.ts'
import { sendMail } from './send-mail.ts'

/** Milliseconds between two looks for what waits. */
const PAUSE = 1_000

/** Sends what is owed until closed; a mail at work is waited for. */
export function startMail(
  context: NodeContext,
  letterhead: Letterhead,
  transport: MailTransport,
): { close(): Promise<void> } {
  const loop = startLoop(context.log, async (signal, idle) => {
    await gatherMail(context)
    while (!signal.aborted && (await sendMail(context, letterhead, transport))) {
      // One after the other: there are few, and a server that is slow is not asked twice at once.
    }
    await idle(PAUSE)
  })
  return {
    async close() {
      await loop.close()
      transport.close()
    },
  }
}
