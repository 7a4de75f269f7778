import { z } from 'zod'
import { Code } from './code.ts'
import { Mandate } from './mandate.ts'

/**
 * What may leave a country at most: for each purpose, mandate of the receiver and tier, the items.
 * What no rule names may not leave. Signed with the directory, the same for every node.
 */
export const PolicyDocument = z.strictObject({
  id: Code,
  version: z.int().min(1),
  rules: z.array(
    z.strictObject({
      purposes: z.array(Code).min(1),
      mandates: z.array(Mandate).min(1),
      tier: z.enum(['t1', 't2', 't3']),
      items: z.array(Code).min(1),
    }),
  ),
})
export type PolicyDocument = z.infer<typeof PolicyDocument>
