import { expect, test } from 'vitest'
import { isWritten } from './say-value.ts'

test('only what is written in words is said to be in a language', () => {
  expect(isWritten('contact_rules', 'Never on Sundays')).toBe(true)
  for (const [code, value] of [
    ['safe_phone', '+9990000000'],
    ['full_name', 'Ana Synthetic'],
    ['birth_date', '1999-03-14'],
    ['gender', 'feminine'],
    ['fit_to_travel', true],
  ] as const) {
    expect([code, isWritten(code, value)]).toEqual([code, false])
  }
})
