import { Role } from '@causeway/schemas/codes'
import { expect } from 'vitest'
import { test } from '../../test/node-test.ts'

const readers: readonly Role[] = ['data_protection_officer', 'node_administrator']

for (const role of Role.options) {
  const may = readers.includes(role)
  test(`${role} ${may ? 'reads' : 'does not read'} the hub's record`, async ({ as }) => {
    const caller = await as(role)
    for (const path of ['/hub-record', '/hub-record/findings']) {
      const { statusCode } = await caller.get(path)
      expect([path, statusCode]).toEqual([path, may ? 200 : 403])
    }
  })
}
