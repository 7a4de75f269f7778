import { fold } from '@causeway/protocol/referral'
import type { NewReferral } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { findAgreement, isInForce } from '../agreements/agreement-queries.ts'
import type { Remember, Reply } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { findOpenRoute, findOrganisation, isAttested } from '../organisations/find-organisation.ts'
import { readItems } from '../people/read-items.ts'
import { findPerson } from '../people/record-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { requireDisclosable } from './disclosable.ts'
import { sealDraft } from './draft.ts'
import { actorIn } from './event-actor.ts'

/**
 * Begins a referral as a draft that nobody else sees. Refuses at once what could not be offered:
 * no agreement in force, a receiver that has not attested its entry, no open route, an item that
 * cannot go. Throws those Problems; `not-found` for a person or agreement of another organisation.
 */
export async function draftReferral(
  context: NodeContext,
  actor: StaffActor,
  wish: NewReferral,
  remember: Remember,
): Promise<Reply> {
  decide(actor, 'referral.draft')
  const { db, nodeId } = context
  const at = context.now()
  const [person, agreement] = await Promise.all([
    findPerson(db, wish.person),
    findAgreement(db, wish.agreement),
  ])
  if (!person) throw new Problem('not-found')
  decide(actor, 'referral.draft', person)
  if (agreement?.person_id !== person.id) throw new Problem('not-found')
  requireReceiver(context, wish)
  const isForThis =
    isInForce(agreement, seconds(context.now)) &&
    agreement.purpose === wish.purpose &&
    agreement.receiver_node === wish.receiver.node &&
    agreement.receiver_org === wish.receiver.org
  if (!isForThis) throw new Problem('agreement-not-in-force')
  requireDisclosable(
    context,
    agreement,
    wish.items,
    await readItems(db, context.vault, person.id, wish.items),
  )

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

/** The receiver is known, has attested its entry, and a route leads there for this purpose. */
export function requireReceiver(
  { directory, nodeId, now }: NodeContext,
  { receiver, purpose }: Pick<NewReferral, 'receiver' | 'purpose'>,
): void {
  const at = seconds(now)
  const organisation = findOrganisation(directory, receiver.org)
  if (organisation?.node !== receiver.node) throw new Problem('organisation-unknown')
  if (!isAttested(organisation, at)) throw new Problem('organisation-not-attested')
  if (!findOpenRoute(directory, nodeId, receiver.node, purpose, at))
    throw new Problem('route-closed')
}
