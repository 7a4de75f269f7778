import { Role } from '@causeway/schemas/codes'
import type { ApiProblemCode } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect, test } from 'vitest'
import type { StaffActor } from './actor.ts'
import { decide, type Resource } from './decide.ts'
import { type Action, actions, type Scope } from './permissions.ts'

const org = 'AAAAAAAAAAAAAAAAAAAAAA' as RandomId
const other = 'BBBBBBBBBBBBBBBBBBBBBA' as RandomId

const anActor = (role: Role): StaffActor => ({
  subject: 'synthetic',
  org,
  role,
  pseudonym: org,
  name: '',
})

type Row = Partial<Record<Scope, Action[]>>

const everybody: Action[] = ['notice.read', 'organisation.list']
const anyStage: Action[] = [
  'referral.list',
  'referral.read',
  'referral.open',
  'referral.accept',
  'referral.decline',
  'referral.read_offer',
  'referral.evidence',
  'referral.pause',
  'referral.resume',
  'withdrawal.record',
  'withdrawal.read',
  'question.read',
  'question.ask',
  'question.answer',
]
const caseWork: Action[] = [
  'person.read',
  'person.read_whole',
  'person.write',
  'agreement.record',
  'agreement.preview',
  'agreement.reaffirm',
  'agreement.invalidate',
  'agreement.read',
  'agreement.receipt',
  'referral.draft',
  'referral.preview',
  'referral.offer',
  'referral.read_packet',
  'referral.disclose',
  'plan.read',
  'plan.sign',
  'referral.card',
  'care.confirm',
  'care.close',
  'follow_up.read',
  'follow_up.record',
  'referral.recall',
  'referral.confirm_recall',
  'withdrawal.undo',
  'telling.record',
  'told.read',
]
const onTheWay: Action[] = [
  'person.create',
  'journey.report',
  'referral.meeting_sheet',
  'follow_up.list',
  'assignment.read',
]

/** Written out a second time on purpose: a change of the table has to be made here as well. */
const allowed: Record<Role, Row> = {
  case_worker: {
    assigned: [...caseWork, 'person.read_account', 'window.open'],
    organisation: [
      ...everybody,
      ...anyStage,
      ...onTheWay,
      'alarm.list',
      'alarm.acknowledge',
      'alarm.end',
    ],
  },
  integrator: { organisation: [...everybody, ...anyStage, ...onTheWay, ...caseWork] },
  intake_worker: { organisation: [...everybody, ...anyStage, 'alarm.list', 'alarm.acknowledge'] },
  duty_worker: {
    organisation: [
      ...everybody,
      'person.read',
      'referral.list',
      'referral.read',
      'referral.open',
      'journey.report',
      'referral.meeting_sheet',
      'care.confirm',
      'referral.pause',
      'referral.resume',
      'withdrawal.record',
      'withdrawal.read',
      'alarm.list',
      'alarm.acknowledge',
      'alarm.end',
      'assignment.read',
    ],
    while_awaited: ['agreement.read', 'told.read', 'plan.read', 'referral.card'],
  },
  supervisor: {
    organisation: [
      ...everybody,
      ...anyStage.filter((action) => action !== 'referral.accept' && action !== 'referral.decline'),
      'person.read',
      'person.read_whole',
      'person.read_account',
      'person.read_restricted',
      'window.open',
      'person.write',
      'agreement.preview',
      'agreement.invalidate',
      'agreement.read',
      'referral.preview',
      'referral.read_packet',
      'plan.read',
      'journey.report',
      'referral.card',
      'referral.meeting_sheet',
      'care.close',
      'follow_up.list',
      'follow_up.read',
      'referral.recall',
      'referral.confirm_recall',
      'withdrawal.undo',
      'told.read',
      'telling.record',
      'alarm.list',
      'alarm.acknowledge',
      'alarm.end',
      'assignment.read',
      'assignment.change',
      'staff.list',
    ],
  },
  police_liaison: { organisation: everybody },
  focal_point: { organisation: everybody, node: ['alarm.list', 'alarm.acknowledge'] },
  data_protection_officer: {
    organisation: [...everybody, 'referral.evidence', 'audit.verify', 'withdrawal.read'],
    node: ['audit.read', 'hub_record.read', 'disclosure.register'],
  },
  node_administrator: { organisation: everybody, node: ['hub_record.read'] },
}

const scopes: Scope[] = ['organisation', 'assigned', 'while_awaited', 'node']
const scopeIn = (row: Row, action: Action) => scopes.find((scope) => row[scope]?.includes(action))

const hers = { org, assigned: [org], isAwaited: true }
const nobodys = { org, assigned: [], isAwaited: false }

/** What is said to whom of four kinds of resource; `undefined` is a yes. */
const answers: [string, Resource, Record<Scope, ApiProblemCode | undefined>][] = [
  [
    'that they are assigned to, and that is awaited',
    hers,
    { organisation: undefined, assigned: undefined, while_awaited: undefined, node: undefined },
  ],
  [
    'that nobody is assigned to, and nobody waits for',
    nobodys,
    {
      organisation: undefined,
      assigned: 'not-assigned',
      while_awaited: 'nobody-awaited',
      node: undefined,
    },
  ],
  [
    'that a colleague is assigned to',
    { ...nobodys, assigned: [other] },
    {
      organisation: undefined,
      assigned: 'not-assigned',
      while_awaited: 'nobody-awaited',
      node: undefined,
    },
  ],
  [
    'of another organisation, assigned to them or not',
    { ...hers, org: other },
    {
      organisation: 'not-found',
      assigned: 'not-found',
      while_awaited: 'not-found',
      node: undefined,
    },
  ],
]

describe.each(Role.options)('%s', (role) => {
  test.each(actions)('%s', (action) => {
    const scope = scopeIn(allowed[role], action)
    for (const [what, resource, answer] of answers) {
      const attempt = () => decide(anActor(role), action, resource)
      const code = scope ? answer[scope] : 'not-permitted'
      if (code) expect(attempt, what).toThrow(expect.objectContaining({ code }))
      else expect(attempt, what).not.toThrow()
    }
  })
})

test('a role that may not is told so, whether the resource is there or not', () => {
  const attempt = () => decide(anActor('police_liaison'), 'person.read', { org: other })
  expect(attempt).toThrow(expect.objectContaining({ code: 'not-permitted' }))
})

test('what nobody looked up is no yes, and no no', () => {
  expect(() => decide(anActor('case_worker'), 'person.read', { org })).toThrow(TypeError)
  expect(() => decide(anActor('duty_worker'), 'plan.read', { org })).toThrow(TypeError)
})
