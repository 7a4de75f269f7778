import { z } from 'zod'
import { NoAnswer, Purpose } from '../codes/index.ts'
import { Seconds } from '../wire/index.ts'
import { ItemCode, items } from './items.ts'

/** Who recorded an item, when, in which language (ISO 639-2/T), and what it may be used for. */
const provenance = {
  by: z.string().max(64),
  at: Seconds,
  lang: z.string().regex(/^[a-z]{3}$/),
  purpose: z.array(Purpose).min(1),
}

/** Either `v` or `none`, never both. */
const answer = { code: ItemCode, v: z.unknown().optional(), none: NoAnswer.optional() }

/**
 * One item of a record as it is stored and disclosed: either a value or one of the three ways of
 * having none. The value must have the shape that `items` gives for its code.
 */
export const RecordItem = z.strictObject({ ...answer, ...provenance }).superRefine(checkValue)
export type RecordItem = z.infer<typeof RecordItem>

/** What a worker enters: the node adds who and when. */
export const ItemEntry = z
  .strictObject({ ...answer, lang: provenance.lang, purpose: provenance.purpose })
  .superRefine(checkValue)
export type ItemEntry = z.infer<typeof ItemEntry>

function checkValue(
  item: { code: ItemCode; v?: unknown; none?: NoAnswer | undefined },
  context: z.RefinementCtx,
) {
  if ('v' in item === (item.none !== undefined)) {
    const rule = 'v_or_none'
    context.addIssue({ code: 'custom', params: { rule }, message: rule })
    return
  }
  if (!('v' in item)) return
  const checked = items[item.code].value.safeParse(item.v)
  if (checked.success) return
  for (const issue of checked.error.issues) {
    context.addIssue({
      code: 'custom',
      params: { rule: issue.code },
      message: issue.code,
      path: ['v', ...issue.path],
    })
  }
}
