import { categoryOf, type ItemCode, ItemCode as ItemCodes } from '@causeway/schemas/record'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOW, nodeId, testNetwork } from '../../../test/network.ts'
import { refusalOf } from '../../../test/refusal-of.ts'
import { binding, expected, issueTo, items, presentItems } from '../../../test/signed-record.ts'
import { identityOf } from '../../suite/index.ts'
import { presentRecord, verifyHeld, verifyPresentation } from '../index.ts'

const { keys, directory } = await testNetwork()
const issued = issueTo(keys.gb)
const codes = items.map(({ code }) => code)
const verify = (text: string) => verifyPresentation(text, expected, directory, NOW)
const inOrder = (some: readonly ItemCode[]) => ItemCodes.options.filter((it) => some.includes(it))

describe('a presentation', () => {
  test('shows the items that were chosen, their groups, and what it rests on', () => {
    const chosen: ItemCode[] = ['safe_phone', 'allergies', 'medication']
    const shown = verify(presentItems(issued, chosen, keys.gb))
    expect(shown.items.map(({ code }) => code)).toEqual(inOrder(chosen))
    for (const item of shown.items) expect(items).toContainEqual(item)
    expect(shown.disclosures.map(({ category, code }) => [category, code])).toEqual([
      ['contact_safe', undefined],
      ['contact_safe', 'safe_phone'],
      ['health', undefined],
      ['health', 'medication'],
      ['health', 'allergies'],
    ])
    expect(shown.identity).toBe(identityOf(issued.jwt))
    expect(shown.jwt).toBe(issued.jwt)
    expect(shown.binding).toMatchObject(binding)
    expect(shown.record).toMatchObject({ iss: 'gb', rev: 1, prev: null, view: 'care' })
  })

  test('of any choice of items verifies, in any order of its disclosures', () => {
    fc.assert(
      fc.property(fc.subarray(codes), fc.infiniteStream(fc.nat({ max: 99 })), (chosen, dice) => {
        const shown = verify(presentItems(issued, chosen, keys.gb))
        expect(shown.items.map(({ code }) => code)).toEqual(inOrder(chosen))
        const texts = shown.disclosures.map(({ text }) => text)
        const shuffled = texts
          .map((text) => ({ text, at: dice.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
        const held = verifyHeld(
          issued.jwt,
          shuffled.map(({ text }) => text),
          directory,
          NOW,
        )
        expect(new Set(held.items.map(({ code }) => code))).toEqual(new Set(chosen))
      }),
      { seed: 21, numRuns: 200 },
    )
  })

  test('of any choice of items is refused with any one byte changed', async () => {
    const choice = fc.record({
      chosen: fc.subarray(codes, { maxLength: 4 }),
      at: fc.nat(),
      byte: fc.integer({ min: 1, max: 255 }),
    })
    await fc.assert(
      fc.asyncProperty(choice, async ({ chosen, at, byte }) => {
        const text = presentItems(issued, chosen, keys.gb)
        const bytes = Buffer.from(text)
        bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ byte
        const code = await refusalOf(() => verify(bytes.toString('latin1')))
        expect(code).not.toBe('ok')
      }),
      { seed: 22, numRuns: 1500 },
    )
  })

  test('is made from what was received as from what was issued', () => {
    const received = verify(presentItems(issued, codes, keys.gb))
    const onward: ItemCode[] = ['full_name', 'risk_level']
    expect(presentRecord(received, onward, binding, keys.gb).split('~').slice(0, -1)).toEqual(
      presentRecord(issued, onward, binding, keys.gb).split('~').slice(0, -1),
    )
  })

  test('holds nothing of a group or item that is not shown', () => {
    const text = presentItems(issued, ['risk_level'], keys.gb)
    const parts = text.split('~').slice(0, -1)
    expect(parts).toHaveLength(3)
    const clear = parts.flatMap((part) =>
      part.split('.').map((it) => Buffer.from(it, 'base64url').toString()),
    )
    for (const { code } of items.filter((item) => item.code !== 'risk_level')) {
      expect(clear.join()).not.toContain(`"${code}"`)
      if (categoryOf(code) !== 'risk_safety') expect(clear.join()).not.toContain(categoryOf(code))
    }
  })

  test('cannot be made of what is not held, nor of a malformed binding', () => {
    const part = verify(presentItems(issued, ['risk_level'], keys.gb))
    expect(() => presentItems(part, ['full_name'], keys.gb)).toThrow(TypeError)
    expect(() => presentItems(part, ['regions_to_avoid'], keys.gb)).toThrow(TypeError)
    const policy = 'care'
    expect(() => presentRecord(issued, [], { ...binding, policy }, keys.gb)).toThrow()
  })

  test('by a custodian other than the sender is refused, whoever signs it', () => {
    const passed = issueTo(keys.gb, { custodian: nodeId('nl') })
    for (const key of [keys.gb, keys.nl]) {
      expect(() => verify(presentItems(passed, [], key))).toThrow(
        expect.objectContaining({ code: 'key_binding' }),
      )
    }
  })
})
