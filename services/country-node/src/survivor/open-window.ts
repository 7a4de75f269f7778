import type { Language } from '@causeway/page-kit'
import type { RandomId } from '@causeway/schemas/wire'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import { lockPerson } from '../people/record-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { hashOfCode, makeWindowCode } from './window-code.ts'
import { noVerifier, verifierOf } from './window-pin.ts'
import { closeWindows, insertWindow } from './window-queries.ts'

interface Wish {
  person: RandomId
  language: Language
  pin: string
  /** Her PIN for danger, if she wants one. */
  duressPin?: string | undefined
}

/**
 * Opens her window, with her in the room; an earlier one ends everywhere. The code comes back once
 * and is nowhere kept: `undefined` when this very request had been done before. Throws as `decide`
 * and `idempotently`.
 */
export async function openWindow(
  context: NodeContext,
  actor: StaffActor,
  request: IdempotentRequest,
  { person, language, pin, duressPin }: Wish,
): Promise<string | undefined> {
  const { db, now, randomId, randomDigest } = context
  await decideOnPerson(db, actor, 'window.open', { id: person, at: now() })
  const code = makeWindowCode(randomDigest())
  const verifiers = {
    pin_verifier: await verifierOf(pin, randomId()),
    duress_verifier:
      duressPin === undefined
        ? noVerifier(randomId(), randomDigest())
        : await verifierOf(duressPin, randomId()),
  }

  const { replayed } = await idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      await lockPerson(trx, person)
      await decideOnPerson(trx, actor, 'window.open', { id: person, at: now() })
      const [id, at] = [randomId(), now()]
      const closed = await closeWindows(trx, person, at)
      await insertWindow(trx, {
        id,
        person_id: person,
        org: actor.org,
        language,
        code_sha256: hashOfCode(code),
        ...verifiers,
        opened_by: actor.pseudonym,
        opened_at: at,
        closed_at: null,
        duress_at: null,
        duress_done_at: null,
        pretended: '[]',
      })
      const reply = { status: 201, body: { id } }
      await remember(trx, reply)
      await appendAudit(trx, {
        at: seconds(now),
        actor,
        act: 'window.open',
        subject: person,
        detail: { window: id, closed },
      })
      return reply
    }),
  )
  return replayed ? undefined : code
}
