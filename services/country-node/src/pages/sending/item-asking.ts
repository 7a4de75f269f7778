import { refuseField } from '@causeway/page-kit'
import {
  AgeBand,
  Gender,
  InterpreterConstraint,
  ReturnKind,
  RiskLevel,
} from '@causeway/schemas/codes'
import { ItemCode } from '@causeway/schemas/record'
import { z } from 'zod'
import { countryIn, languageIn } from '../languages.ts'
import { countryCodes, namedChoices, spokenCodes } from './named-choices.ts'
import { personQuestions } from './person-form.ts'
import { type Asking, fieldsOf, noneOf, requireOneAnswer } from './read-answers.ts'
import type { Reader } from './reader.ts'
import { safetyQuestions } from './safety-form.ts'

const askings: Partial<Record<ItemCode, Asking>> = { ...personQuestions, ...safetyQuestions }

/** What can be written down on a page of its own, in the order of a record. */
export const askedAlone = ItemCode.options.filter((code) => askings[code] !== undefined)
export const AskedAlone = z.enum(askedAlone as [ItemCode, ...ItemCode[]])

/** Of a child others decide: nobody becomes one by a correction on these pages. */
const codes: Partial<Record<ItemCode, readonly string[]>> = {
  age_band: AgeBand.options.slice(2),
  gender: Gender.options,
  risk_level: RiskLevel.options,
  return_kind: ReturnKind.options,
  interpreter_constraints: InterpreterConstraint.options,
}

/** How one item is asked for alone, and what can be chosen. */
export interface ItemAsking {
  code: ItemCode
  asking: Asking
  /** Choices with texts of their own. */
  codes: readonly string[]
  /** Choices whose names the platform knows. */
  named: readonly { value: string; text: string }[]
}

export function askingOf({ language }: Reader, code: ItemCode): ItemAsking {
  const asking = askings[code]
  if (!asking) throw new TypeError('it is asked for nowhere')
  const isLanguage = code === 'spoken_languages' || code === 'interpreter_language'
  const languages = isLanguage ? namedChoices(spokenCodes, language, languageIn) : []
  const countries = code === 'nationality' ? namedChoices(countryCodes, language, countryIn) : []
  return { code, asking, codes: codes[code] ?? [], named: [...languages, ...countries] }
}

/** What was typed for one item; and where it goes to who has it already, why. */
export function correctFormOf(code: ItemCode, isSent: boolean) {
  const because = z.string().trim().min(1).max(500)
  const asking = { [code]: askings[code] }
  return z
    .strictObject({ ...fieldsOf(asking), more_because: isSent ? because : because.optional() })
    .superRefine(requireOneAnswer(asking))
    .superRefine((data: Record<string, unknown>, context) => {
      const [said, none] = [data[code], data[noneOf(code)]]
      const isOffered = !codes[code] || typeof said !== 'string' || codes[code].includes(said)
      const isNone = said === 'unknown' || said === 'declined_to_say'
      const missing = said === undefined && none === undefined && 'required'
      const rule = missing || (!isOffered && !isNone && 'invalid')
      if (rule) refuseField(context, code, rule)
    })
}

export const questionFor = (code: ItemCode) => ({ [code]: askings[code] })
