import { aHalf, aPlanText } from './plans.ts'
import { anAgreement, anItem, asTold } from './record.ts'
import type { RouteRow } from './route-row.ts'
import { aWish } from './story.ts'

const accepting = { worker: 'One', deputy: 'Two', duty_phone: '+40700123456' }
const telling = { topic: 'dependants', form: 'conversation', was_asked: false, is_reusable: true }
const agreementPlace = { lang: 'ron', how: 'read_together', interpreter: 'in_person' }
const happened = { phoned_in: true }
const nothing = () => ({})

/** Those that end or close something come last, so that the ones before find something. */
export const changingRoutes: RouteRow[] = [
  {
    route: 'POST /people/{id}/items',
    action: 'person.write',
    id: 'person',
    body: () => asTold([anItem('known_as', 'Ada')]),
  },
  {
    route: 'POST /people/{id}/tellings',
    action: 'telling.record',
    id: 'person',
    body: () => telling,
  },
  {
    route: 'POST /referrals/{id}/tellings',
    action: 'telling.record',
    id: 'received',
    body: () => telling,
  },
  {
    route: 'POST /people/{id}/agreements',
    action: 'agreement.record',
    id: 'person',
    body: (_ids, receiver) => anAgreement(receiver),
  },
  {
    route: 'POST /agreements/{id}/reaffirm',
    action: 'agreement.reaffirm',
    id: 'agreement',
    body: () => agreementPlace,
  },
  {
    route: 'POST /referrals',
    action: 'referral.draft',
    id: 'person',
    inBody: true,
    body: ({ person, agreement }, receiver) => aWish(person, agreement, receiver),
  },
  { route: 'POST /referrals/{id}/offer', action: 'referral.offer', id: 'draft', body: nothing },
  { route: 'POST /referrals/{id}/open', action: 'referral.open', id: 'received', body: nothing },
  {
    route: 'POST /referrals/{id}/accept',
    action: 'referral.accept',
    id: 'received',
    body: () => ({ ...accepting, services: ['safe_housing'] }),
  },
  {
    route: 'POST /referrals/{id}/decline',
    action: 'referral.decline',
    id: 'received',
    body: () => ({ reason: 'no_capacity' }),
  },
  {
    route: 'POST /referrals/{id}/disclosures',
    action: 'referral.disclose',
    id: 'sent',
    body: ({ agreement }) => ({
      items: ['full_name'],
      tier: 't2',
      agreement,
      because: 'synthetic reason',
    }),
  },
  {
    route: 'POST /referrals/{id}/questions',
    action: 'question.ask',
    id: 'received',
    body: () => ({ question: 'documents' }),
  },
  {
    route: 'POST /referrals/{id}/questions/{question}/answer',
    action: 'question.answer',
    id: 'received',
    body: () => ({ text: 'synthetic' }),
    isPartMissing: true,
  },
  {
    route: 'POST /referrals/{id}/plan',
    action: 'plan.sign',
    id: 'received',
    body: () => ({ plan: aPlanText(), ...aHalf() }),
  },
  {
    route: 'POST /referrals/{id}/plan/confirm',
    action: 'plan.sign',
    id: 'received',
    body: () => aHalf(),
  },
  {
    route: 'POST /referrals/{id}/pause',
    action: 'referral.pause',
    id: 'received',
    body: () => ({ by_her: false }),
  },
  {
    route: 'POST /referrals/{id}/resume',
    action: 'referral.resume',
    id: 'received',
    body: nothing,
  },
  {
    route: 'POST /referrals/{id}/missed',
    action: 'journey.report',
    id: 'received',
    body: () => ({ leg: 1 }),
  },
  {
    route: 'POST /referrals/{id}/lost-contact',
    action: 'journey.report',
    id: 'received',
    body: nothing,
  },
  {
    route: 'POST /referrals/{id}/travel-changed',
    action: 'journey.report',
    id: 'received',
    body: () => ({ reason: 'delayed' }),
  },
  {
    route: 'POST /referrals/{id}/depart',
    action: 'journey.report',
    id: 'sent',
    body: () => ({ ...happened, reaffirmed: true }),
  },
  {
    route: 'POST /referrals/{id}/arrive',
    action: 'journey.report',
    id: 'received',
    body: () => ({ ...happened, kind: 'travelled_alone', words: 'not_used' }),
  },
  {
    route: 'POST /referrals/{id}/in-care',
    action: 'care.confirm',
    id: 'received',
    body: () => ({ ...happened, feedback: 'none', spoken_with_her: true }),
  },
  {
    route: 'POST /referrals/{id}/follow-ups',
    action: 'follow_up.record',
    id: 'received',
    body: () => ({ step: 'next_day', reached: true }),
    isPartMissing: true,
  },
  {
    route: 'POST /alarms/{id}/acknowledge',
    action: 'alarm.acknowledge',
    id: 'alarm',
    body: nothing,
  },
  {
    route: 'POST /alarms/{id}/end',
    action: 'alarm.end',
    id: 'alarm',
    body: () => ({ outcome: 'handled' }),
  },
  {
    route: 'POST /people/{id}/assignments',
    action: 'assignment.change',
    id: 'person',
    body: ({ worker }) => ({ worker }),
  },
  {
    route: 'POST /people/{id}/assignments/end',
    action: 'assignment.change',
    id: 'person',
    body: ({ worker }) => ({ worker }),
    isPartMissing: true,
  },
  {
    route: 'POST /referrals/{id}/assignments',
    action: 'assignment.change',
    id: 'received',
    body: ({ worker }) => ({ worker }),
  },
  {
    route: 'POST /referrals/{id}/assignments/end',
    action: 'assignment.change',
    id: 'received',
    body: ({ worker }) => ({ worker }),
    isPartMissing: true,
  },
  {
    route: 'POST /assignments/reassign',
    action: 'assignment.change',
    body: ({ worker }) => ({ from: 'A'.repeat(22), to: worker }),
  },
  {
    route: 'POST /referrals/{id}/recall/confirm',
    action: 'referral.confirm_recall',
    id: 'received',
    body: nothing,
  },
  { route: 'POST /referrals/{id}/recall', action: 'referral.recall', id: 'sent', body: nothing },
  {
    route: 'POST /referrals/{id}/close',
    action: 'care.close',
    id: 'received',
    body: () => ({ outcome: 'chose_other_path' }),
  },
  {
    route: 'POST /agreements/{id}/invalidate',
    action: 'agreement.invalidate',
    id: 'agreement',
    body: () => ({ reason: 'duress_doubt' }),
  },
  {
    route: 'POST /referrals/{id}/withdraw',
    action: 'withdrawal.record',
    id: 'received',
    body: nothing,
  },
  {
    route: 'POST /referrals/{id}/withdrawals/{withdrawal}/undo',
    action: 'withdrawal.undo',
    id: 'received',
    body: () => ({ with_her: true }),
    isPartMissing: true,
  },
  {
    route: 'POST /people/{id}/withdrawal',
    action: 'withdrawal.record',
    id: 'person',
    body: nothing,
  },
  {
    route: 'POST /people/{id}/withdrawal/{withdrawal}/undo',
    action: 'withdrawal.undo',
    id: 'person',
    body: () => ({ with_her: true }),
    isPartMissing: true,
  },
]
