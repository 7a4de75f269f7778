import { Purpose, Role } from '@causeway/schemas/codes'
import { Category, categoryOf, ItemCode } from '@causeway/schemas/record'
import { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'

const Entry = z.object({
  at: z.int(),
  actor: z.union([
    z.literal('system'),
    z.object({
      pseudonym: RandomId,
      role: z.union([Role, z.literal('survivor')]),
      org: RandomId,
    }),
  ]),
  act: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

/** Of the details only these leave an entry: others would say how it stands with her. */
const Detail = z.object({
  items: z.array(z.string()).catch([]),
  groups: z.array(z.string()).catch([]),
  purpose: z
    .union([Purpose, z.literal('care')])
    .optional()
    .catch(undefined),
  reason: z.string().optional().catch(undefined),
})

/** What the text of an entry says that is no case content; `unreadable` when it is no entry. */
export function readEntry(text: string) {
  const parsed = Entry.safeParse(parse(text))
  if (!parsed.success) return { act: 'unreadable' }
  const { at, actor, act, subject, detail } = parsed.data
  const { items, groups, purpose, reason } = Detail.parse(detail)
  const all = groupsOf(items, groups)
  return {
    at: new Date(at * 1000).toISOString(),
    act,
    subject,
    ...(actor === 'system' ? {} : { by: actor }),
    ...(all.length > 0 ? { groups: all } : {}),
    ...(purpose ? { purpose } : {}),
    ...(reason ? { reason } : {}),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Items stand with their revision behind a slash where one was written. */
function groupsOf(items: readonly string[], groups: readonly string[]): Category[] {
  const ofItems = items.flatMap((item) => {
    const code = ItemCode.safeParse(item.split('/')[0])
    return code.success ? [categoryOf(code.data)] : []
  })
  const said = groups.flatMap((group) => {
    const category = Category.safeParse(group)
    return category.success ? [category.data] : []
  })
  return [...new Set([...ofItems, ...said])]
}
