import { anItem, heard } from './record.ts'
import type { RouteRow } from './route-row.ts'

/** What shows something and changes nothing, and what opens a record. */
export const readingRoutes: RouteRow[] = [
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
]
