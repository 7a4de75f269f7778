import { Role } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect, test } from 'vitest'
import type { StaffActor } from './actor.ts'
import { type Action, actions, decide } from './decide.ts'

const org = 'AAAAAAAAAAAAAAAAAAAAAA' as RandomId
const other = 'BBBBBBBBBBBBBBBBBBBBBA' as RandomId

const anActor = (role: Role): StaffActor => ({
  subject: 'synthetic',
  org,
  role,
  pseudonym: org,
  name: '',
})

/** Written out a second time on purpose: a change of the table has to be made here as well. */
const allowed: Record<Role, Action[]> = {
  case_worker: actions.filter(
    (action) => action !== 'audit.verify' && action !== 'person.read_restricted',
  ),
  integrator: actions.filter(
    (action) =>
      !['audit.verify', 'person.read_account', 'person.read_restricted'].includes(action) &&
      !action.startsWith('alarm.'),
  ),
  intake_worker: [
    'notice.read',
    'organisation.list',
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
    'alarm.list',
    'alarm.acknowledge',
  ],
  duty_worker: [
    'person.read',
    'agreement.read',
    'notice.read',
    'organisation.list',
    'referral.list',
    'referral.read',
    'plan.read',
    'journey.report',
    'referral.card',
    'referral.meeting_sheet',
    'care.confirm',
    'referral.pause',
    'referral.resume',
    'withdrawal.record',
    'withdrawal.read',
    'referral.open',
    'alarm.list',
    'alarm.acknowledge',
    'alarm.end',
  ],
  supervisor: [
    'person.read',
    'person.read_account',
    'person.write',
    'agreement.preview',
    'agreement.invalidate',
    'agreement.read',
    'notice.read',
    'organisation.list',
    'referral.preview',
    'referral.list',
    'referral.read',
    'referral.open',
    'referral.read_offer',
    'referral.read_packet',
    'plan.read',
    'journey.report',
    'referral.card',
    'referral.meeting_sheet',
    'care.close',
    'follow_up.read',
    'referral.evidence',
    'referral.pause',
    'referral.resume',
    'withdrawal.record',
    'withdrawal.read',
    'person.read_restricted',
    'referral.recall',
    'referral.confirm_recall',
    'withdrawal.undo',
    'question.read',
    'question.ask',
    'question.answer',
    'alarm.list',
    'alarm.acknowledge',
    'alarm.end',
  ],
  police_liaison: ['notice.read', 'organisation.list'],
  focal_point: ['notice.read', 'organisation.list', 'alarm.list', 'alarm.acknowledge'],
  data_protection_officer: [
    'notice.read',
    'organisation.list',
    'referral.evidence',
    'audit.verify',
    'withdrawal.read',
  ],
  node_administrator: ['notice.read', 'organisation.list'],
}

describe.each(Role.options)('%s', (role) => {
  test.each(actions)('%s', (action) => {
    const attempt = () => decide(anActor(role), action, { org })
    if (allowed[role].includes(action)) expect(attempt).not.toThrow()
    else expect(attempt).toThrow(expect.objectContaining({ code: 'not-permitted' }))
  })
})

test("another organisation's resource looks like a missing one to every role that may at all", () => {
  for (const role of Role.options) {
    for (const action of allowed[role]) {
      const attempt = () => decide(anActor(role), action, { org: other })
      const isOfNode = role === 'focal_point' && action.startsWith('alarm.')
      if (isOfNode) expect(attempt).not.toThrow()
      else expect(attempt).toThrow(expect.objectContaining({ code: 'not-found' }))
    }
  }
})

test('a role that may not is told so, whether the resource is there or not', () => {
  const attempt = () => decide(anActor('police_liaison'), 'person.read', { org: other })
  expect(attempt).toThrow(expect.objectContaining({ code: 'not-permitted' }))
})
