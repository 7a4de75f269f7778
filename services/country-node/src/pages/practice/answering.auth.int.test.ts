import { Role } from '@causeway/schemas/codes'
import { expect } from 'vitest'
import { test } from '../../../test/sign-in-test.ts'
import { isPermitted } from '../../staff/decide.ts'

const people = Role.options.filter((role) => role !== 'integrator')
const pages = ['inbox', 'offer', 'offer/accept', 'offer/accepted', 'offer/meet', 'offer/over']

test.for(people)(
  '%s answers in practice only what they may in earnest',
  async (role, { visitor }) => {
    const who = visitor(role)
    await who.arriveAt('/probe')
    const expected = isPermitted(role, 'referral.accept') ? 200 : 403
    for (const page of pages) {
      expect([page, (await who.get(`/practice/${page}`)).reply.status]).toEqual([page, expected])
    }
    const sent = await who.send('/practice/offer/decline', {
      decline_reason: 'no_capacity',
      key: '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d',
    })
    expect(sent.reply.status).toBe(expected === 200 ? 303 : 403)
  },
)
