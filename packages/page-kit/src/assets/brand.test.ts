import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Brand, neutralBrand } from './brand.ts'
import { contrast } from './contrast.ts'

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((it) => `#${it.toString(16).padStart(6, '0')}`)

test('contrast is as WCAG gives it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#123456', '#123456')).toBe(1)
})

test('a brand is accepted exactly when all text on it can be read', () => {
  const readable = (one: string, other: string) => contrast(one, other) >= 4.5
  const colours = fc.record({ brand: colour, link: colour, surface: colour })
  fc.assert(
    fc.property(colours, (it) => {
      const isReadable =
        readable(it.brand, '#ffffff') &&
        readable(it.link, '#ffffff') &&
        readable(it.surface, '#1b2226') &&
        readable(it.link, it.surface)
      expect(Brand.safeParse({ ...neutralBrand, colours: it }).success).toBe(isReadable)
    }),
    { examples: [[{ brand: '#234e52', link: '#1d5c74', surface: '#f5f3ee' }]] },
  )
})
