import { Role } from '@causeway/schemas/codes'
import { expect } from 'vitest'
import { test } from '../../test/node-test.ts'

test.for(Role.options)('%s reads the notices', async (role, { as }) => {
  const caller = await as(role)
  const replies = [
    await caller.get('/notices'),
    await caller.get('/notices/agreement_to_share/1/ron'),
  ]
  expect(replies.map((reply) => reply.statusCode)).toEqual([200, 200])
})
