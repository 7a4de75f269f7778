import type { RandomId } from '@causeway/schemas/wire'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { hashOf } from '../sign-in/secrets.ts'
import { inEvenTime } from './even-time.ts'
import { herself } from './herself.ts'
import { hashOfCode } from './window-code.ts'
import { checkPin, noVerifier } from './window-pin.ts'
import { countTry, noteEntry, type Window } from './window-queries.ts'
import { insertWindowSession } from './window-session-queries.ts'

/** As somebody types them; both are looked at whatever they look like. */
interface Typed {
  code: string
  pin: string
}

interface Entered {
  /** Of the new session, for the cookie. */
  id: string
  window: RandomId
  isDuress: boolean
}

/**
 * Opens her window in a browser; `undefined` when code and PIN do not open one, whatever the reason.
 * A try is counted by a statement of its own before anything is hashed, so that neither many at once
 * nor a crash gives another one. Both PINs are always checked, and answers come at even times.
 */
export const enterWindow = (context: NodeContext, typed: Typed): Promise<Entered | undefined> =>
  inEvenTime(async () => {
    const window = await countTry(context.db, hashOfCode(typed.code))
    const which = await whichPin(context, window, typed.pin)
    if (!window) return undefined
    return which ? begin(context, window, which) : refuse(context, window)
  })

/** A code that nobody has costs what one costs that somebody has. */
async function whichPin(
  { randomId, randomDigest }: NodeContext,
  window: Window | undefined,
  pin: string,
): Promise<'hers' | 'duress' | undefined> {
  const none = noVerifier(randomId(), randomDigest())
  const [isHers, isDuress] = await Promise.all([
    checkPin(window?.pin_verifier ?? none, pin),
    checkPin(window?.duress_verifier ?? none, pin),
  ])
  if (isHers) return 'hers'
  return isDuress ? 'duress' : undefined
}

async function refuse({ db, now }: NodeContext, { id, tries }: Window): Promise<undefined> {
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: seconds(now),
      actor: 'system',
      act: 'window.refuse',
      subject: id,
      detail: { tries },
    }),
  )
}

/** Signing in by either PIN is the same statements, and one audit entry; what differs is a value. */
async function begin(
  { db, now, randomId, randomDigest }: NodeContext,
  { id: window, org, language }: Window,
  which: 'hers' | 'duress',
): Promise<Entered | undefined> {
  const [id, at, isDuress] = [randomDigest(), now(), which === 'duress']
  return db.transaction().execute(async (trx) => {
    if (!(await noteEntry(trx, window, isDuress ? at : null))) return undefined
    const begun = { idHash: hashOf(id), window, language, formToken: randomId(), isDuress }
    await insertWindowSession(trx, begun, at)
    await appendAudit(trx, {
      at: seconds(now),
      actor: herself({ window, org }),
      act: 'window.enter',
      subject: window,
      detail: { by: which },
    })
    return { id, window, isDuress }
  })
}
