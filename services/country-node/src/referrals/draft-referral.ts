import { fold } from '@causeway/protocol/referral'
import type { NewReferral } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { findAgreement } from '../agreements/agreement-queries.ts'
import { findCover } from '../agreements/cover.ts'
import type { Remember, Reply } from '../api/idempotency.ts'
import { refuseFaults } from '../api/refuse-faults.ts'
import { caseOfPerson } from '../assignments/case-of.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { findPerson } from '../people/record-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { sealDraft } from './draft.ts'
import { actorIn } from './event-actor.ts'
import { prepareDisclosure } from './prepare-disclosure.ts'
import { findReferral } from './referral-queries.ts'
import { requireReceiver } from './require-receiver.ts'
import { isWeekOver } from './week-over.ts'

/**
 * Begins a referral as a draft that nobody else sees. Refuses at once what could not be offered:
 * no agreement in force, a receiver that has not attested its entry, no open route, an item that
 * cannot go, a week of arrival that is over. Throws those Problems; `not-found` for a person or agreement of another organisation.
 */
export async function draftReferral(
  context: NodeContext,
  actor: StaffActor,
  wish: NewReferral,
  remember: Remember,
): Promise<Reply> {
  decide(actor, 'referral.draft')
  const { arrival_week: week } = wish
  const isPast = week !== undefined && isWeekOver(week, seconds(context.now))
  refuseFaults([isPast && { pointer: '/arrival_week', rule: 'in_the_past' }])
  const { db, nodeId } = context
  const at = context.now()
  const [person, agreement] = await Promise.all([
    findPerson(db, wish.person),
    findAgreement(db, wish.agreement),
  ])
  if (!person) throw new Problem('not-found')
  decide(actor, 'referral.draft', await caseOfPerson(db, person, context.now()))
  if (agreement?.person_id !== person.id) throw new Problem('not-found')
  requireReceiver(context, wish)
  const { node, org } = wish.receiver
  const isForThem = agreement.receiver_node === node && agreement.receiver_org === org
  if (!isForThem) throw notCovered('/receiver', 'another_receiver')
  if (agreement.purpose !== wish.purpose) throw notCovered('/purpose', 'another_purpose')
  const cover = await findCover(db, agreement.id, seconds(context.now))
  if (!cover) throw notCovered('/agreement', 'not_in_force')
  await requireParent(context, wish)
  await prepareDisclosure(context, cover, wish.items)

  const id = context.randomId()
  const { services, arrival_week, items } = wish
  const reply = { status: 201, body: { id, status: 'draft' } }
  await db.transaction().execute(async (trx) => {
    const draft = await sealDraft(trx, context, id, { services, arrival_week, items })
    await trx
      .insertInto('referral')
      .values({
        id,
        side: 'sender',
        own_org: person.org,
        peer_node: wish.receiver.node,
        peer_org: wish.receiver.org,
        person_id: person.id,
        parent_id: wish.parent ?? null,
        agreement_id: agreement.id,
        purpose: wish.purpose,
        urgency: wish.urgency,
        draft_sealed: draft,
        status: 'draft',
        state: JSON.stringify(fold([], nodeId)),
        created_by: actor.pseudonym,
        created_at: at,
        changed_at: at,
      })
      .execute()
    await remember(trx, reply)
    await appendAudit(trx, {
      at: seconds(context.now),
      actor: actorIn(actor),
      act: 'referral.draft',
      subject: id,
    })
  })
  return reply
}

const notCovered = (pointer: string, rule: string) =>
  new Problem('agreement-not-in-force', { faults: [{ pointer, in: 'body', rule }] })

/** She is referred onward from where an earlier referral brought her. Throws `Problem('not-found')`. */
async function requireParent(
  { db }: NodeContext,
  { parent, person }: Pick<NewReferral, 'parent' | 'person'>,
): Promise<void> {
  const referral = parent && (await findReferral(db, parent))
  if (parent && (!referral || referral.person_id !== person)) throw new Problem('not-found')
}
