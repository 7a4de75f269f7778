import { ItemEntry } from '@causeway/schemas/record'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { PersonForm, personEntries, personQuestions } from './person-form.ts'
import { entriesFrom, fieldsOf, noneOf, requireOneAnswer } from './read-answers.ts'
import { weekOf } from './return-form.ts'
import { SafetyForm, safetyEntries, safetyQuestions } from './safety-form.ts'

const questions = { ...personQuestions, ...safetyQuestions }
const Form = z.strictObject(fieldsOf(questions)).superRefine(requireOneAnswer(questions))
const codes = Object.keys(questions) as (keyof typeof questions)[]
const hasNoneAsValue = (code: keyof typeof questions) =>
  ['choice', 'yes_no'].includes(questions[code])

const heard = { heard_lang: 'ron', heard_how: 'spoken', interpreter: 'none_needed' }
const worker = { lang: 'eng', onlyWorker: 'Only through her worker' }

test.each(codes)('%s can be left open, not known, or not to be said', (code) => {
  expect(entriesFrom(questions, Form.parse({}), 'eng')).toEqual([])
  for (const none of ['unknown', 'declined_to_say'] as const) {
    const typed = hasNoneAsValue(code) ? { [code]: none } : { [noneOf(code)]: none }
    const [entry, ...others] = entriesFrom(questions, Form.parse(typed), 'eng')
    expect([entry, others]).toEqual([{ code, none, lang: 'eng', purpose: ['return'] }, []])
    expect(ItemEntry.parse(entry)).toEqual(entry)
  }
})

test('what was told becomes the values that the record takes', () => {
  const person = PersonForm.parse({
    ...heard,
    known_as: 'Synthetic Ada',
    birth_date: '1999-02-03',
    age_band: 'from_27_to_29',
    nationality: 'RO',
    safe_phone: '+40700123456',
    contact_rules: 'Mornings',
    only_worker: 'yes',
    spoken_languages: 'ron',
    interpreter_constraints: ['woman_only', 'not_by_video'],
  })
  const safety = SafetyForm.parse({
    risk_level: 'high',
    return_kind: 'own_choice',
    decision: 'yes',
    fit_to_travel: 'no',
    medication: 'Two a day',
  })
  const entries = [...personEntries(person, worker), ...safetyEntries(safety, 'eng')]
  expect(Object.fromEntries(entries.map(({ code, v }) => [code, v]))).toEqual({
    known_as: 'Synthetic Ada',
    birth_date: '1999-02-03',
    age_band: 'from_27_to_29',
    nationality: 'RO',
    safe_phone: '+40700123456',
    contact_rules: 'Only through her worker\nMornings',
    spoken_languages: ['ron'],
    interpreter_constraints: ['woman_only', 'not_by_video'],
    risk_level: 'high',
    return_kind: 'own_choice',
    fit_to_travel: false,
    medication: 'Two a day',
  })
  for (const entry of entries) expect(ItemEntry.parse(entry)).toEqual(entry)
})

test('two answers to one question are none', () => {
  const twice = Form.safeParse({ known_as: 'Ada', known_as_none: 'unknown' })
  expect(twice.error?.issues).toMatchObject([
    { path: ['known_as'], params: { rule: 'one_answer' } },
  ])
  const both = Form.safeParse({ known_as_none: ['unknown', 'declined_to_say'] })
  expect(both.error?.issues).toMatchObject([{ path: ['known_as'], params: { rule: 'one_answer' } }])
})

test.each(['from_0_to_8', 'from_9_to_17'])(
  'for a child (%s) these pages are no way',
  (age_band) => {
    const read = PersonForm.safeParse({ ...heard, age_band, only_worker: 'yes' })
    expect(read.error?.issues).toMatchObject([{ path: ['age_band'], params: { rule: 'child' } }])
  },
)

test('somebody who cannot be reached in any way is not sent', () => {
  const read = PersonForm.safeParse({ ...heard, safe_phone_none: 'unknown' })
  expect(read.error?.issues).toMatchObject([{ path: ['safe_phone'], params: { rule: 'no_way' } }])
})

test.each([
  ['2026-11-22', '2026-W47'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-01', '2026-W53'],
  ['2027-01-04', '2027-W01'],
])('%s is in week %s', (day, week) => {
  expect(weekOf(day)).toBe(week)
})
