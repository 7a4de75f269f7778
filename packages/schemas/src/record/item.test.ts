import { describe, expect, test } from 'vitest'
import { NoAnswer } from '../codes/index.ts'
import { ItemEntry, RecordItem } from './item.ts'
import { type ItemCode, ItemCode as ItemCodes, items } from './items.ts'

const provenance = { by: 'worker-1', at: 1_800_000_000, lang: 'eng', purpose: ['return'] }

/** For each item one value that is right and some that are not. */
const values: Record<ItemCode, { right: unknown; wrong: unknown[] }> = {
  full_name: { right: 'Ana Example', wrong: ['', '  ', 7, 'x'.repeat(201)] },
  known_as: { right: 'Ana', wrong: [''] },
  birth_date: { right: '1999-02-28', wrong: ['1999-02-30', '28.02.1999', 1999] },
  age_band: { right: 'from_21_to_23', wrong: ['21-23', 22] },
  gender: { right: 'feminine', wrong: ['female', 'unknown'] },
  nationality: { right: 'RO', wrong: ['ro', 'ROU'] },
  birth_place: { right: 'Example town', wrong: [''] },
  safe_phone: { right: '+40700000000', wrong: ['0700000000', '+0700000000', '+40 700'] },
  safe_email: { right: 'a@example.org', wrong: ['a@', 'example.org'] },
  safe_address: { right: '1 Example Street', wrong: [''] },
  contact_rules: { right: 'Only through the worker', wrong: ['', 'x'.repeat(8001)] },
  spoken_languages: { right: ['ron', 'eng'], wrong: [[], ['ro'], 'ron'] },
  interpreter_language: { right: 'ron', wrong: ['Romanian'] },
  interpreter_constraints: { right: ['woman_only'], wrong: [[], ['a woman'], 'woman_only'] },
  services_needed: { right: ['safe_housing'], wrong: [[], ['house']] },
  access_needs: { right: 'ground floor', wrong: [''] },
  health_conditions: { right: 'asthma', wrong: [''] },
  medication: { right: 'inhaler', wrong: [''] },
  allergies: { right: 'penicillin', wrong: [''] },
  fit_to_travel: { right: true, wrong: ['true', 1] },
  trafficking_status: { right: 'presumed', wrong: ['alleged', 'not_asked'] },
  status_decided_by: { right: 'ngo', wrong: ['NGO'] },
  residence_status: { right: 'temporary permit', wrong: [''] },
  risk_level: { right: 'high', wrong: ['HIGH', 3] },
  risk_assessment: { right: 'text', wrong: [''] },
  safety_plan: { right: 'text', wrong: [''] },
  regions_to_avoid: { right: ['RO-CJ'], wrong: [[], ['Cluj'], ['RO']] },
  dependants: { right: 'one child', wrong: [''] },
  next_of_kin_safe_to_tell: { right: 'a sister', wrong: [''] },
  passport_number: { right: '000000000', wrong: ['', 0] },
  passport_held_by: { right: 'person', wrong: [''] },
  identity_card_number: { right: 'XX000000', wrong: [''] },
  return_kind: { right: 'assisted', wrong: ['deported'] },
  return_region: { right: 'RO-B', wrong: ['Bucharest'] },
  travel_notes: { right: 'by train', wrong: [''] },
  proceedings_open: { right: false, wrong: ['no', null] },
  exploitation_type: { right: ['forced_labour'], wrong: [[], ['work']] },
  means_of_control: { right: ['debt_bondage'], wrong: [[], ['debt']] },
  summary_short: { right: 'text', wrong: ['', 'x'.repeat(8001)] },
  full_account: { right: 'text', wrong: ['', 'x'.repeat(60_001)] },
}

describe.each(ItemCodes.options)('%s', (code) => {
  test('takes a value of its own shape and no other', () => {
    expect(items[code].value.safeParse(values[code].right).success).toBe(true)
    const isTaken = (v: unknown) => RecordItem.safeParse({ code, v, ...provenance }).success
    expect(isTaken(values[code].right)).toBe(true)
    for (const wrong of [...values[code].wrong, null, undefined, {}, [[]]]) {
      expect(isTaken(wrong)).toBe(false)
    }
  })

  test('can have no answer, in three ways that stay apart', () => {
    for (const none of NoAnswer.options) {
      expect(RecordItem.parse({ code, none, ...provenance })).toMatchObject({ none })
    }
    expect(RecordItem.safeParse({ code, none: 'empty', ...provenance }).success).toBe(false)
  })
})

describe('an item', () => {
  const item = { code: 'full_name', v: 'Ana', ...provenance }

  test('has an answer or none, never both and never neither', () => {
    expect(RecordItem.safeParse({ ...item, none: 'unknown' }).success).toBe(false)
    expect(RecordItem.safeParse({ code: 'full_name', ...provenance }).success).toBe(false)
  })

  test.each([
    ['a code that is not in the list', { ...item, code: 'shoe_size' }],
    ['a code out of the prototype', { ...item, code: 'constructor' }],
    ['a key that is not in the schema', { ...item, note: 'x' }],
    [
      'a key named __proto__',
      JSON.parse(
        '{"__proto__":1,"code":"full_name","v":"Ana","by":"w","at":1,"lang":"eng","purpose":["return"]}',
      ),
    ],
    ['no purpose', { ...item, purpose: [] }],
    ['a language that is no ISO 639-2 code', { ...item, lang: 'en' }],
    ['a time that is not whole', { ...item, at: 1.5 }],
  ])('refuses %s', (_, wrong) => {
    expect(RecordItem.safeParse(wrong).success).toBe(false)
  })

  test('as a worker enters it has no place for who and when', () => {
    const { by, at, ...entry } = item
    expect(ItemEntry.safeParse(entry).success).toBe(true)
    expect(ItemEntry.safeParse({ ...entry, by }).success).toBe(false)
    expect(ItemEntry.safeParse({ ...entry, at }).success).toBe(false)
  })

  test('a refusal says where and which rule, never what was sent', () => {
    const canary = 'Zq-canary-41'
    for (const code of ItemCodes.options) {
      for (const v of [canary, [canary], { [canary]: canary }, `${canary}${'x'.repeat(70_000)}`]) {
        const result = RecordItem.safeParse({ code, v, ...provenance })
        if (result.success) continue
        for (const issue of result.error.issues) {
          expect(issue.path[0]).toBe('v')
          expect(issue).toMatchObject({ params: { rule: expect.stringMatching(/^[a-z_]+$/) } })
        }
        expect(JSON.stringify(result.error.issues)).not.toContain(canary)
      }
    }
  })
})

test('an item has a value or a reason for having none, never both and never neither', () => {
  const entry = { code: 'full_name', lang: 'eng', purpose: ['return'] }
  const faultsOf = (item: object) =>
    ItemEntry.safeParse(item).error?.issues.map(({ path, code }) => [path.join('/'), code])
  expect(faultsOf({ ...entry, v: 'Synthetic' })).toBeUndefined()
  expect(faultsOf({ ...entry, none: 'not_asked' })).toBeUndefined()
  expect(faultsOf(entry)).toEqual([['', 'custom']])
  expect(faultsOf({ ...entry, v: 'Synthetic', none: 'unknown' })).toEqual([['', 'custom']])
  expect(faultsOf({ code: 'full_name', v: 'Synthetic', purpose: ['return'] })).toEqual([
    ['lang', 'invalid_type'],
  ])
})
