import { randomUUID } from 'node:crypto'
import type { Receiver } from '@causeway/schemas/record'
import type { Action } from '../src/staff/permissions.ts'
import { aHalf, aPlanText } from './plans.ts'
import { anAgreement, anItem, asTold, heard } from './record.ts'
import { aWish } from './story.ts'

/** Ids of everything that a route can be called about, all of one owner. */
export interface Ids {
  person: string
  agreement: string
  /** Of ours, offered and planned, and one that is still a draft, about somebody else. */
  sent: string
  draft: string
  draftPerson: string
  /** Of theirs, accepted and planned. */
  received: string
  alarm: string
  worker: string
}

/** A route, what it is called with, and the action that it is decided by. */
export interface RouteRow {
  /** As the description of the API has it, below `/api/v1`. */
  route: string
  action: Action
  /** What the `{id}` in its path is; nothing for a route that is about nobody in particular. */
  id?: keyof Ids
  /** Whose id stands in the body instead. */
  inBody?: boolean
  body?: (ids: Ids, receiver: Receiver) => object
  /** Names a question or a withdrawal that is nowhere: to whoever may, that is missing. */
  isPartMissing?: boolean
  /** Answers with case content, so the reading stands in the audit before it is answered. */
  isReading?: boolean
}

const accepting = { worker: 'One', deputy: 'Two', duty_phone: '+40700123456' }
const telling = { topic: 'dependants', form: 'conversation', was_asked: false, is_reusable: true }
const agreementPlace = { lang: 'ron', how: 'read_together', interpreter: 'in_person' }
const happened = { phoned_in: true }
const nothing = () => ({})

/** Those that end or close something come last, so that the ones before find something. */
export const everyRoute: RouteRow[] = [
  { route: 'GET /notices', action: 'notice.read' },
  { route: 'GET /notices/before_you_tell/1/ron', action: 'notice.read' },
  { route: 'GET /organisations', action: 'organisation.list' },
  { route: 'GET /referrals', action: 'referral.list' },
  { route: 'GET /follow-ups/due', action: 'follow_up.list' },
  { route: 'GET /alarms', action: 'alarm.list' },
  { route: 'GET /staff', action: 'staff.list' },
  { route: 'GET /audit/verification', action: 'audit.verify' },
  {
    route: 'POST /people',
    action: 'person.create',
    body: () => ({ heard, items: [anItem('known_as', 'Ada')] }),
  },
  { route: 'GET /people/{id}', action: 'person.read', id: 'person', isReading: true },
  { route: 'GET /people/{id}/told', action: 'told.read', id: 'person', isReading: true },
  { route: 'GET /people/{id}/agreements', action: 'agreement.read', id: 'person', isReading: true },
  {
    route: 'GET /people/{id}/withdrawals',
    action: 'withdrawal.read',
    id: 'person',
    isReading: true,
  },
  { route: 'GET /people/{id}/assignments', action: 'assignment.read', id: 'person' },
  {
    route: 'GET /agreements/{id}/receipt',
    action: 'agreement.receipt',
    id: 'agreement',
    isReading: true,
  },
  { route: 'GET /referrals/{id}', action: 'referral.read', id: 'received' },
  { route: 'GET /referrals/{id}/assignments', action: 'assignment.read', id: 'received' },
  {
    route: 'GET /referrals/{id}/preview',
    action: 'referral.preview',
    id: 'draft',
    isReading: true,
  },
  {
    route: 'GET /referrals/{id}/offer',
    action: 'referral.read_offer',
    id: 'received',
    isReading: true,
  },
  {
    route: 'GET /referrals/{id}/packet',
    action: 'referral.read_packet',
    id: 'received',
    isReading: true,
  },
  { route: 'GET /referrals/{id}/told', action: 'told.read', id: 'received', isReading: true },
  { route: 'GET /referrals/{id}/evidence', action: 'referral.evidence', id: 'received' },
  { route: 'GET /referrals/{id}/plan', action: 'plan.read', id: 'received', isReading: true },
  { route: 'GET /referrals/{id}/card', action: 'referral.card', id: 'sent', isReading: true },
  {
    route: 'GET /referrals/{id}/meeting-sheet',
    action: 'referral.meeting_sheet',
    id: 'received',
    isReading: true,
  },
  {
    route: 'GET /referrals/{id}/follow-ups',
    action: 'follow_up.read',
    id: 'received',
    isReading: true,
  },
  {
    route: 'GET /referrals/{id}/questions',
    action: 'question.read',
    id: 'received',
    isReading: true,
  },
  {
    route: 'POST /people/{id}/agreements/preview',
    action: 'agreement.preview',
    id: 'person',
    body: (_ids, receiver) => ({
      receiver,
      purpose: 'return',
      services: ['safe_housing'],
      items: ['full_name'],
    }),
    isReading: true,
  },
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

/** The call that a row stands for, about one owner's things. */
export function callOf({ route, id, inBody, body }: RouteRow, ids: Ids, receiver: Receiver) {
  const [method, template] = route.split(' ') as ['GET' | 'POST', string]
  const named = id && !inBody ? template.replace('{id}', ids[id]) : template
  const url = named.replace(/\{[a-z]+\}/g, 'A'.repeat(22))
  return { method, url, payload: body?.(ids, receiver) }
}

/** A request as `inject` takes it. */
export const requestFor = (call: ReturnType<typeof callOf>, token: string) => ({
  method: call.method,
  url: `/api/v1${call.url}`,
  headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
  ...(call.payload ? { payload: call.payload } : {}),
})
