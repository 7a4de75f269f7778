import type { NewDisclosure } from '@causeway/schemas/api'
import { type ApiProblemCode, Problem } from '@causeway/schemas/problems'
import type { Cover } from '../agreements/cover.ts'
import type { NodeContext } from '../context.ts'
import type { KnownItem } from '../records/read-record.ts'
import { allowedAt } from './disclosable.ts'

/**
 * Every item that was asked for must be able to go at its tier. Throws a Problem that points at the
 * first that cannot: `item-not-recorded`, `item-not-for-this`, `item-not-agreed`,
 * `item-not-allowed`.
 */
export function requireShareable(
  context: NodeContext,
  cover: Cover,
  { items, tier }: Pick<NewDisclosure, 'items' | 'tier'>,
  known: readonly KnownItem[],
): void {
  const allowed = allowedAt(context, cover, [tier])
  for (const [index, code] of items.entries()) {
    const item = known.find((it) => it.item.code === code)?.item
    const tests: [boolean, ApiProblemCode][] = [
      [item !== undefined, 'item-not-recorded'],
      [item?.purpose.includes(cover.purpose) ?? false, 'item-not-for-this'],
      [cover.items.includes(code), 'item-not-agreed'],
      [allowed.has(code), 'item-not-allowed'],
    ]
    const rule = tests.find(([isMet]) => !isMet)?.[1]
    if (rule)
      throw new Problem(rule, { faults: [{ pointer: `/items/${index}`, in: 'body', rule }] })
  }
}
