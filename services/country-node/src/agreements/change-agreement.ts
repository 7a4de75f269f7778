import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { caseOfPerson } from '../assignments/case-of.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { lockPerson } from '../people/record-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { findAgreement, insertAgreementEvent } from './agreement-queries.ts'
import type { AgreementState } from './agreement-state.ts'
import { standingsOf } from './agreements-in-force.ts'

/** What can be said of an agreement later, and of which it can be said. */
const acts = {
  reaffirmed: { action: 'agreement.reaffirm', of: ['given', 'reaffirmed'] },
  /** Also of one that has ended: what went under it went without a free yes. */
  invalidated: {
    action: 'agreement.invalidate',
    of: ['given', 'reaffirmed', 'withdrawn', 'expired', 'superseded'],
  },
} as const satisfies Record<string, { action: string; of: AgreementState[] }>

interface Change {
  id: RandomId
  kind: keyof typeof acts
  /** Why, or how it was put to her: a code. */
  reason: string
}

/**
 * Adds to what became of an agreement. Throws `Problem('agreement-not-in-force')` when it stands
 * where this cannot be said of it, and as `decide` and `idempotently`.
 */
export async function changeAgreement(
  { db, now }: NodeContext,
  actor: StaffActor,
  request: IdempotentRequest,
  { id, kind, reason }: Change,
) {
  const { action, of } = acts[kind]
  decide(actor, action)

  return idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      const agreement = await findAgreement(trx, id)
      const person = agreement && (await lockPerson(trx, agreement.person_id))
      if (!person) throw new Problem('not-found')
      decide(actor, action, await caseOfPerson(trx, person, now()))
      const at = seconds(now)
      const [standing] = await standingsOf(trx, [agreement], at)
      const allowed: readonly (AgreementState | undefined)[] = of
      if (!allowed.includes(standing?.state)) throw new Problem('agreement-not-in-force')

      const event = { agreement_id: id, kind, reason, by: actor.pseudonym, at }
      await insertAgreementEvent(trx, event)
      const reply = { status: 200, body: { id, state: kind } }
      await remember(trx, reply)
      await appendAudit(trx, { at, actor, act: action, subject: id, detail: { reason } })
      return reply
    }),
  )
}
