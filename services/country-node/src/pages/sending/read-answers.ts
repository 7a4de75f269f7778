import { refuseField } from '@causeway/page-kit'
import { type ItemCode, type ItemEntry, items } from '@causeway/schemas/record'
import { z } from 'zod'
import { asList, listOf } from '../list-of.ts'
import type { Typed } from './page-draft.ts'

/** How an item is asked for. Where nothing can be chosen beside it, a pair of boxes says why not. */
export type Asking = 'line' | 'text' | 'choice' | 'choices' | 'yes_no'
export type Questions = Partial<Record<ItemCode, Asking>>

/** The two answers that are none; a question that nobody put has none at all. */
const NoAnswerSaid = z.enum(['unknown', 'declined_to_say'])
type NoAnswerSaid = z.infer<typeof NoAnswerSaid>

/** How long a text may be, as it says beside it. */
const TEXT_LIMIT = 1500

/** Where a question keeps why there is no answer. */
export const noneOf = (code: string) => `${code}_none`

const hasBoxes = (asking: Asking) => asking !== 'choice' && asking !== 'yes_no'

const readers: Record<Asking, (code: ItemCode) => z.ZodType> = {
  line: (code) => items[code].value,
  text: (code) =>
    z
      .string()
      .max(TEXT_LIMIT)
      .pipe(items[code].value as z.ZodType<unknown, string>),
  choice: (code) => z.union([NoAnswerSaid, items[code].value]),
  choices: (code) => z.preprocess(asList, items[code].value),
  yes_no: () => z.union([NoAnswerSaid, z.enum(['yes', 'no'])]),
}

const entriesOf = (questions: Questions) => Object.entries(questions) as [ItemCode, Asking][]

/** The fields of a group of questions; all may be left open. */
export function fieldsOf(questions: Questions): Record<string, z.ZodOptional<z.ZodType>> {
  const answers = entriesOf(questions).map(
    ([code, asking]) => [code, readers[asking](code).optional()] as const,
  )
  const boxes = entriesOf(questions)
    .filter(([, asking]) => hasBoxes(asking))
    .map(([code]) => [noneOf(code), listOf(NoAnswerSaid).optional()] as const)
  return Object.fromEntries<z.ZodOptional<z.ZodType>>([...answers, ...boxes])
}

/** Says of each question that was answered twice: with words, and that there are none. */
export function requireOneAnswer(questions: Questions) {
  return (data: Record<string, unknown>, context: z.RefinementCtx): void => {
    for (const [code] of entriesOf(questions)) {
      const none = (data[noneOf(code)] as string[] | undefined) ?? []
      if (none.length + (data[code] === undefined ? 0 : 1) < 2) continue
      refuseField(context, code, 'one_answer')
    }
  }
}

/** What was told, as the record keeps it; `data` is what `fieldsOf` let through. */
export const entriesFrom = (
  questions: Questions,
  data: Record<string, unknown>,
  lang: string,
): ItemEntry[] =>
  entriesOf(questions).flatMap(([code, asking]): ItemEntry[] => {
    const about = { code, lang, purpose: ['return' as const] }
    const boxes = data[noneOf(code)] as NoAnswerSaid[] | undefined
    const said = data[code] ?? boxes?.[0]
    if (said === undefined) return []
    const none = NoAnswerSaid.safeParse(hasBoxes(asking) ? boxes?.[0] : said)
    if (none.success) return [{ ...about, none: none.data }]
    return [{ ...about, v: asking === 'yes_no' ? said === 'yes' : said }]
  })

/** Line ends as they are everywhere but in forms. */
export const tidy = (typed: Typed): Typed => {
  const plain = (text: string) => text.replaceAll('\r\n', '\n')
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [
      name,
      typeof value === 'string' ? plain(value) : value.map(plain),
    ]),
  )
}
