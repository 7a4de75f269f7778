import { refuseField } from '@causeway/page-kit'
import { AgeBand, ExplainedHow, InterpreterMode } from '@causeway/schemas/codes'
import type { ItemEntry } from '@causeway/schemas/record'
import { z } from 'zod'
import { NoticeLanguage } from '../languages.ts'
import { entriesFrom, fieldsOf, type Questions, requireOneAnswer } from './read-answers.ts'

/** In the order of the page. */
export const personQuestions = {
  known_as: 'line',
  full_name: 'line',
  birth_date: 'line',
  age_band: 'choice',
  gender: 'choice',
  nationality: 'choice',
  safe_phone: 'line',
  contact_rules: 'text',
  spoken_languages: 'choices',
  interpreter_language: 'choice',
  interpreter_constraints: 'choices',
} as const satisfies Questions

/** Of a child others decide, in both countries: these pages are no way around them. */
const childhood: readonly string[] = AgeBand.options.slice(0, 2)

const wayToReach = ['safe_phone', 'contact_rules', 'only_worker'] as const

/** The second page: what she heard first, who she is, how to reach and how to speak with her. */
export const PersonForm = z
  .strictObject({
    heard_lang: NoticeLanguage,
    heard_how: ExplainedHow,
    interpreter: InterpreterMode,
    only_worker: z.literal('yes').optional(),
    ...fieldsOf(personQuestions),
  })
  .superRefine(requireOneAnswer(personQuestions))
  .superRefine((data: Record<string, unknown>, context) => {
    const refuse = (field: string, rule: string) => refuseField(context, field, rule)
    if (childhood.includes(String(data.age_band))) refuse('age_band', 'child')
    if (!wayToReach.some((field) => data[field] !== undefined)) refuse('safe_phone', 'no_way')
    if (data.only_worker && data.contact_rules_none) refuse('contact_rules', 'one_answer')
  })
export type PersonForm = z.infer<typeof PersonForm>

/** `onlyWorker`: how the worker's language says that she is reached through her worker only. */
export function personEntries(
  data: PersonForm,
  { lang, onlyWorker }: { lang: string; onlyWorker: string },
): ItemEntry[] {
  const { only_worker, ...answers } = data as PersonForm & Record<string, unknown>
  const rules = [only_worker && onlyWorker, answers.contact_rules].filter(Boolean).join('\n')
  const said = rules ? { ...answers, contact_rules: rules } : answers
  return entriesFrom(personQuestions, said, lang)
}
