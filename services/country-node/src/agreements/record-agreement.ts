import { sha256 } from '@causeway/protocol/suite'
import type { NewAgreement } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { requireNotice } from '../notices/find-notice.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import { lockPerson } from '../people/record-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { requireUsable } from '../withdrawals/restricted.ts'
import { findAlias, insertAgreement, insertAgreementEvent, WORDING } from './agreement-queries.ts'
import { requireForeign } from './require-foreign.ts'
import { signGrants } from './sign-grants.ts'
import { supersede } from './supersede.ts'

const DAY_SECONDS = 24 * 60 * 60

/**
 * Records what she was asked and what she answered. A yes is signed as it will travel, one grant
 * for each group of items; a no is kept like a yes, and nothing can go on it. Throws
 * `Problem('organisation-unknown')` when the receiver is not an organisation of another node in the
 * directory, `notice-unknown`, as `supersede`, and as `decide` and `idempotently`.
 */
export async function recordAgreement(
  context: NodeContext,
  actor: StaffActor,
  request: IdempotentRequest,
  { personId, ...asked }: NewAgreement & { personId: RandomId },
) {
  decide(actor, 'agreement.record')
  const { db, now, randomId, vault } = context
  const { receiver, purpose, items, answer } = asked

  return idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      await lockPerson(trx, personId)
      await decideOnPerson(trx, actor, 'agreement.record', { id: personId, at: now() })
      if (answer === 'given') await requireUsable(trx, personId, items)
      requireForeign(context, receiver)

      const id = randomId()
      const at = seconds(now)
      const expires = answer === 'given' ? at + asked.expires_in_days * DAY_SECONDS : at
      const terms = {
        id,
        alias: (await findAlias(trx, personId, receiver)) ?? randomId(),
        nbf: at,
        exp: expires,
        notice: requireNotice(context.notices, asked.notice, '/notice'),
        text_sha256: sha256(asked.text),
        by: actor.pseudonym,
      }
      const sealed = (text: string, place: string) =>
        vault.seal(trx, personId, WORDING, Buffer.from(text), place)
      await insertAgreement(
        trx,
        {
          id,
          person_id: personId,
          receiver_node: receiver.node,
          receiver_org: receiver.org,
          purpose,
          items,
          person_alias: terms.alias,
          valid_from: at,
          expires_at: expires,
          lang: asked.lang,
          how: asked.how,
          interpreter: asked.interpreter,
          notice: JSON.stringify(terms.notice),
          text_sha256: terms.text_sha256,
          text_sealed: await sealed(asked.text, id),
          may_be_told_sealed: asked.may_be_told
            ? await sealed(asked.may_be_told, `${id}/may_be_told`)
            : null,
          recorded_by: actor.pseudonym,
          recorded_at: now(),
        },
        answer === 'given' ? signGrants(context, asked, terms) : [],
      )
      const event = { agreement_id: id, by: actor.pseudonym, at }
      await insertAgreementEvent(trx, { ...event, kind: 'requested' })
      await insertAgreementEvent(trx, { ...event, kind: answer })
      if (answer === 'given' && asked.supersedes) {
        await supersede(trx, asked.supersedes, { ...event, person_id: personId, receiver, purpose })
      }

      const reply = { status: 201, body: replyOf(id, answer, expires) }
      await remember(trx, reply)
      await appendAudit(trx, {
        at,
        actor,
        act: answer === 'given' ? 'agreement.record' : 'agreement.refuse',
        subject: id,
        detail: { person: personId, node: receiver.node, org: receiver.org, items },
      })
      return reply
    }),
  )
}

const replyOf = (id: RandomId, answer: NewAgreement['answer'], expires: number) =>
  answer === 'given'
    ? { id, state: answer, expires_at: new Date(expires * 1000).toISOString() }
    : { id, state: answer }
