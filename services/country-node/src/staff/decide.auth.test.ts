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
  case_worker: actions.filter((action) => action !== 'audit.verify'),
  integrator: actions.filter(
    (action) => action !== 'audit.verify' && action !== 'person.read_account',
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
  ],
  duty_worker: [
    'person.read',
    'agreement.read',
    'notice.read',
    'organisation.list',
    'referral.list',
    'referral.read',
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
    'referral.evidence',
  ],
  police_liaison: ['notice.read', 'organisation.list'],
  focal_point: ['notice.read', 'organisation.list'],
  data_protection_officer: [
    'notice.read',
    'organisation.list',
    'referral.evidence',
    'audit.verify',
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
      expect(attempt).toThrow(expect.objectContaining({ code: 'not-found' }))
    }
  }
})

test('a role that may not is told so, whether the resource is there or not', () => {
  const attempt = () => decide(anActor('police_liaison'), 'person.read', { org: other })
  expect(attempt).toThrow(expect.objectContaining({ code: 'not-permitted' }))
})
