import { ItemCode } from '@causeway/schemas/record'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isClosedTo, requireTraining } from './closed-items.ts'

const NOW = 1_800_000_000
const story = ['exploitation_type', 'means_of_control', 'summary_short', 'full_account'] as const
const item = (code: ItemCode) => ({ code, purpose: ['return' as const] })
const worker = (trainedUntil?: number) => ({
  actor: { role: 'case_worker' as const, ...(trainedUntil === undefined ? {} : { trainedUntil }) },
  at: NOW,
})

test('a training opens her story to the second in which it ends, and not in it', () => {
  for (const code of story) {
    expect(isClosedTo(worker(NOW + 1), item(code))).toBe(false)
    expect(isClosedTo(worker(NOW), item(code))).toBe(true)
    expect(isClosedTo(worker(), item(code))).toBe(true)
  }
})

test('training makes no difference to anything but her story', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ItemCode.options), fc.integer({ min: 1 }), (code, until) => {
      const isStory = (story as readonly string[]).includes(code)
      expect(isClosedTo(worker(until), item(code))).toBe(isStory && until <= NOW)
    }),
  )
})

test('only who asks for her story alone is told what is missing', () => {
  expect(() => requireTraining({ ...worker(), group: 'narrative' })).toThrow(
    expect.objectContaining({ code: 'training-missing' }),
  )
  expect(() => requireTraining({ ...worker(), group: 'health' })).not.toThrow()
  expect(() => requireTraining(worker())).not.toThrow()
  expect(() => requireTraining({ ...worker(NOW + 1), group: 'narrative' })).not.toThrow()
})
