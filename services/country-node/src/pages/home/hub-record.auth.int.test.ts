import { Role } from '@causeway/schemas/codes'
import { expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { test } from '../../../test/sign-in-test.ts'

const readers: readonly Role[] = ['data_protection_officer', 'node_administrator']

for (const role of Role.options.filter((it) => it !== 'integrator')) {
  const isShown = readers.includes(role)
  test(`the front page of a ${role} ${isShown ? 'has' : 'has not'} the hub’s record`, async ({
    visitor,
  }) => {
    expect((await aPageVisitor(visitor(role)).see('/')).includes('The hub’s record')).toBe(isShown)
  })
}
