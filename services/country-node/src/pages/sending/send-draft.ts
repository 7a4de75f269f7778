import { NewPerson, NewReferral } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { recordAgreement } from '../../agreements/record-agreement.ts'
import { idempotently, type Reply } from '../../api/idempotency.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { createPerson } from '../../people/create-person.ts'
import { draftReferral } from '../../referrals/draft-referral.ts'
import { getReferral } from '../../referrals/get-referral.ts'
import { offerReferral } from '../../referrals/offer-referral.ts'
import { requireReceiver } from '../../referrals/require-receiver.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { callOf } from '../act-once.ts'
import type { PageSite } from '../page-site.ts'
import { agreementOf } from './agreement-of.ts'
import { daysThatCannotBe } from './days-that-cannot-be.ts'
import { draftsOf, realRoad } from './draft-road.ts'
import { type DraftContent, endDraft, holdDraft, openDraft } from './page-draft.ts'
import { onlyWorkerIn } from './preview-draft.ts'
import { entriesOf, readDraft } from './read-draft.ts'
import { weekOf } from './return-form.ts'

/** What sending needs of the pages. */
type SendingSite = Pick<PageSite, 'context' | 'exchange' | 'pages'>

/** A draft as the bodies of the calls that it becomes; the referral's lacks the ids they give. */
function callsOf(site: SendingSite, content: DraftContent) {
  const { return: wish, person, safety, choice, agree } = readDraft(content)
  const { asked } = content
  const organisation = wish && findOrganisation(site.context.directory, wish.receiver)
  if (!wish || !person || !safety || !choice || !agree || !asked || !organisation) {
    throw new Problem('transition-refused')
  }
  const receiver = { node: organisation.node, org: organisation.id }
  const { items, text } = asked
  return {
    answer: agree.answer,
    person: NewPerson.parse({
      items: entriesOf(content, onlyWorkerIn(site, content)),
      heard: {
        notice: 'before_you_tell',
        version: 1,
        lang: person.heard_lang,
        how: person.heard_how,
        interpreter: person.interpreter,
      },
    }),
    agreement: agreementOf({
      receiver,
      purpose: 'return',
      items,
      text,
      lang: choice.agree_lang,
      how: agree.agree_how,
      interpreter: agree.agree_interpreter,
      answer: agree.answer,
      may_be_told: agree.may_be_told,
    }),
    referral: {
      receiver,
      purpose: 'return' as const,
      urgency: wish.urgency,
      services: wish.services,
      ...(wish.arrival ? { arrival_week: weekOf(wish.arrival) } : {}),
      items,
    },
  }
}

/**
 * Sends what was typed, by the same verbs as the API: the record, what she agreed to, the draft, the
 * offer. Each runs once under a key made of the page's draft, which stays as it is from the first to
 * the last: whatever stops between them, sending again goes on where it stopped. When she said no,
 * her record and her no are kept, and nothing is sent. Gives the referral, if there is one. Throws
 * as those verbs, and `Problem`: `not-found`, as of a draft of practice, and `transition-refused`
 * when a page is not whole.
 */
export async function sendDraft(
  site: SendingSite,
  actor: StaffActor,
  id: RandomId,
): Promise<RandomId | null> {
  const { context, exchange } = site
  const owner = draftsOf(actor, realRoad)
  const draft = await openDraft(context, owner, id)
  if ('ended' in draft) return draft.referral
  const calls = callsOf(site, draft.content)
  decide(actor, 'referral.offer')
  if (!draft.sending_at && daysThatCannotBe(context, draft.content).length > 0) {
    throw new Problem('transition-refused')
  }
  if (!draft.sending_at && calls.answer === 'given') requireReceiver(context, calls.referral)
  await holdDraft(context, owner, id)

  const call = (part: string, body: object) => callOf(actor, { key: id, part, body })
  const idIn = ({ body }: Reply) => (body as { id: RandomId }).id

  const created = await createPerson(context, actor, call('person', calls.person), calls.person)
  const person = idIn(created)
  const agreed = await recordAgreement(context, actor, call('agreement', calls.agreement), {
    ...calls.agreement,
    personId: person,
  })
  if (calls.answer === 'refused') {
    await endDraft(context, owner, id, null)
    return null
  }

  const wish = NewReferral.parse({ ...calls.referral, person, agreement: idIn(agreed) })
  const { db, now } = context
  const drafted = await idempotently(db, call('draft', wish), now, (remember) =>
    draftReferral(context, actor, wish, remember),
  )
  const referral = idIn(drafted)
  await idempotently(db, call('offer', { referral }), now, async (remember) => {
    decide(actor, 'referral.offer', await getReferral(context, referral))
    return { status: 200, body: await offerReferral(context, exchange, actor, referral, remember) }
  })
  await endDraft(context, owner, id, referral)
  return referral
}
