import type { z } from 'zod'

/** A list in which no two entries have the same key; the rule that a second one breaks: `repeated`. */
export const distinct = <Entry extends z.ZodType>(
  list: z.ZodArray<Entry>,
  keyOf: (entry: z.infer<Entry>) => unknown = (entry) => entry,
  path: readonly string[] = [],
) =>
  list.superRefine((entries, context) => {
    const seen = new Set<unknown>()
    entries.forEach((entry, index) => {
      const key = keyOf(entry)
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          message: 'repeated',
          params: { rule: 'repeated' },
          path: [index, ...path],
        })
      }
      seen.add(key)
    })
  })
