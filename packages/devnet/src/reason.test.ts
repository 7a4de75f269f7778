import { expect, test } from 'vitest'
import { DevnetFault, reasonOf } from './reason.ts'

test('an own fault is told in its own words, any other only by its kind', () => {
  expect(reasonOf(new DevnetFault('The hub did not answer'))).toBe('The hub did not answer')
  expect(reasonOf(new SyntaxError('Unexpected token: Ana'))).toBe('SyntaxError')
  const refused = Object.assign(new Error('connect to Ana'), { code: 'ECONNREFUSED' })
  expect(reasonOf(refused)).toBe('Error ECONNREFUSED')
  expect(reasonOf('Ana')).not.toContain('Ana')
})
