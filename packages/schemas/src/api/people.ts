import { z } from 'zod'
import { Purpose } from '../codes/index.ts'
import { Category, ItemCode, ItemEntry, RecordItem } from '../record/index.ts'
import { NodeId, RandomId } from '../wire/index.ts'
import { distinct } from './distinct.ts'
import { Heard } from './notices.ts'
import { ToldHow } from './tellings.ts'

export const PersonPath = z.strictObject({ id: RandomId })

/**
 * `POST /people/:id/items`: what was told, each item once, and how. An item that is already recorded
 * gets a new revision.
 */
export const NewItems = z.strictObject({
  items: distinct(z.array(ItemEntry).min(1).max(60), ({ code }) => code, ['code']),
  told: ToldHow,
})
export type NewItems = z.infer<typeof NewItems>

/** `POST /people`: what was told, and what she heard before she told it; asked in a conversation. */
export const NewPerson = z.strictObject({
  ...NewItems.shape,
  told: ToldHow.default({ form: 'conversation', was_asked: true }),
  heard: Heard,
})
export type NewPerson = z.infer<typeof NewPerson>

export const PersonCreated = z.strictObject({ id: RandomId })

export const ItemsRecorded = z.strictObject({
  id: RandomId,
  revisions: z.array(z.strictObject({ code: ItemCode, revision: z.int().min(1) })),
})

/** What of a record is asked for; the less, the better. */
export const ItemsQuery = z.strictObject({ group: Category.optional() })
export type ItemsQuery = z.infer<typeof ItemsQuery>

/** `GET /people/:id`: with what purpose in mind, when it is not her care as a whole. */
export const PersonQuery = z.strictObject({ ...ItemsQuery.shape, purpose: Purpose.optional() })
export type PersonQuery = z.infer<typeof PersonQuery>

/** `GET /people/:id`: each item as it was said last, here or to the node it was received from. */
export const PersonView = z.strictObject({
  id: RandomId,
  /** `origin` is the node that signed what was received; without it the item was told here. */
  items: z.array(z.strictObject({ ...RecordItem.shape, origin: NodeId.optional() })),
  /** Recorded, but closed to the caller, or not for this purpose. */
  withheld: z.array(ItemCode),
})
export type PersonView = z.infer<typeof PersonView>
