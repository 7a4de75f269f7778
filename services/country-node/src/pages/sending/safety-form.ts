import { ReturnKind, RiskLevel } from '@causeway/schemas/codes'
import type { ItemEntry } from '@causeway/schemas/record'
import { z } from 'zod'
import { entriesFrom, fieldsOf, type Questions, requireOneAnswer } from './read-answers.ts'

/** In the order of the page. The first two are the worker's own half of the assessment. */
export const safetyQuestions = {
  risk_level: 'choice',
  risk_assessment: 'text',
  safety_plan: 'text',
  return_kind: 'choice',
  passport_held_by: 'line',
  travel_notes: 'text',
  health_conditions: 'text',
  medication: 'text',
  allergies: 'line',
  fit_to_travel: 'yes_no',
  access_needs: 'line',
  dependants: 'text',
} as const satisfies Questions

/** The third page. Nothing goes without a risk that somebody weighed, and her own decision. */
export const SafetyForm = z
  .strictObject({
    ...fieldsOf(safetyQuestions),
    risk_level: RiskLevel,
    return_kind: ReturnKind,
    /** That she decided it herself, knowing what she gives up, was spoken about. */
    decision: z.literal('yes'),
  })
  .superRefine(requireOneAnswer(safetyQuestions))
export type SafetyForm = z.infer<typeof SafetyForm>

export const safetyEntries = ({ decision: _, ...data }: SafetyForm, lang: string): ItemEntry[] =>
  entriesFrom(safetyQuestions, data, lang)
