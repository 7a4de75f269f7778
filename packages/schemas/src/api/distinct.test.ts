import { expect, test } from 'vitest'
import { AgreementRefused } from './agreements.ts'
import { NewItems } from './people.ts'
import { NewReferral } from './referrals.ts'

const entry = { code: 'full_name', none: 'not_asked', lang: 'eng', purpose: ['return'] }
const codes = ['full_name', 'gender', 'full_name']

test.each([
  ['told', NewItems.pick({ items: true }), [entry, { ...entry, code: 'gender' }, entry], 'code'],
  ['agreed', AgreementRefused.pick({ items: true }), codes],
  ['chosen', NewReferral.pick({ items: true }), codes],
] as const)('an item can be %s once', (_what, schema, items, ...path) => {
  const { issues } = schema.safeParse({ items }).error ?? { issues: [] }
  const repeated = issues.filter(({ code }) => code === 'custom')
  expect(repeated).toMatchObject([{ path: ['items', 2, ...path], params: { rule: 'repeated' } }])
})
