import type { ItemCode } from '@causeway/schemas/record'
import { describe, expect, test } from 'vitest'
import { NOW, testNetwork } from '../../../test/network.ts'
import {
  changeItem,
  fixedRandomness,
  issueTo,
  items,
  recordClaims,
} from '../../../test/signed-record.ts'
import { issueRecord, mergeDisclosures, verifyHeld } from '../index.ts'

const { keys, directory } = await testNetwork()
const first = issueTo(keys.gb)
const group = (issued: typeof first, codes: ItemCode[]) =>
  issued.disclosures.filter(
    ({ category, code }) => category === 'health' && (!code || codes.includes(code)),
  )
const next = issueRecord(
  { ...recordClaims, items: changeItem('medication', 'changed'), previous: first },
  fixedRandomness('next'),
  keys.gb,
)
const codesOf = (held: ReturnType<typeof mergeDisclosures>) =>
  held.flatMap(({ code }) => code ?? [])

describe('what is held of a group', () => {
  test('grows by what comes later, under one disclosure of the group', () => {
    const held = mergeDisclosures(first.jwt, [
      ...group(first, ['medication']),
      ...group(first, ['allergies']),
    ])
    expect(codesOf(held)).toEqual(['medication', 'allergies'])
    expect(held).toHaveLength(3)
  })

  test('keeps under a newer revision what did not change, and takes what did', () => {
    const held = mergeDisclosures(next.jwt, [
      ...group(first, ['medication', 'allergies']),
      ...group(next, ['medication']),
    ])
    const texts = held.map(({ text }) => text)
    const shown = verifyHeld(next.jwt, texts, directory, NOW).items
    expect(shown.map((item) => ('v' in item ? item.v : item.none)).toSorted()).toEqual([
      'changed',
      'not_asked',
    ])
  })

  test('is nothing that can be shown while the newer revision of the group is not here', () => {
    expect(items.some(({ code }) => code === 'medication')).toBe(true)
    expect(mergeDisclosures(next.jwt, group(first, ['medication', 'allergies']))).toEqual([])
  })
})
