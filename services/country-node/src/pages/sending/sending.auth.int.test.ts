import { Role } from '@causeway/schemas/codes'
import { expect } from 'vitest'
import { test } from '../../../test/sign-in-test.ts'
import { isPermitted } from '../../staff/decide.ts'

const people = Role.options.filter((role) => role !== 'integrator')

test.for(people)(
  '%s prepares a return and follows it as the API lets them',
  async (role, { visitor, acceptedThere }) => {
    const { id } = await acceptedThere()
    const who = visitor(role)
    const statusOf = async (path: string) => (await who.arriveAt(path)).reply.status
    const expected = (action: Parameters<typeof isPermitted>[1]) =>
      isPermitted(role, action) ? 200 : 403
    expect(await statusOf('/returns')).toBe(expected('referral.draft'))
    expect(await statusOf(`/sending/${id}`)).toBe(expected('referral.read'))
    expect(await statusOf(`/sending/${id}/pause`)).toBe(expected('referral.pause'))
    expect(await statusOf(`/sending/${id}/questions`)).toBe(expected('question.read'))
  },
)

test('a draft is begun only by who may send it', async ({ visitor, db }) => {
  const who = visitor('supervisor')
  await who.arriveAt('/probe')
  expect((await who.send('/returns')).reply.status).toBe(403)
  expect(await db.selectFrom('page_draft').select('id').execute()).toEqual([])
})
