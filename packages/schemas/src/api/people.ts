import { z } from 'zod'
import { ItemCode, ItemEntry, RecordItem } from '../record/index.ts'
import { NodeId, RandomId } from '../wire/index.ts'
import { distinct } from './distinct.ts'
import { Heard } from './notices.ts'

export const PersonPath = z.strictObject({ id: RandomId })

/**
 * `POST /people/:id/items`: what was told, each item once. An item that is already recorded gets a
 * new revision.
 */
export const NewItems = z.strictObject({
  items: distinct(z.array(ItemEntry).min(1).max(60), ({ code }) => code, ['code']),
})
export type NewItems = z.infer<typeof NewItems>

/** `POST /people`: what was told, and what she heard before she told it. */
export const NewPerson = z.strictObject({ ...NewItems.shape, heard: Heard })
export type NewPerson = z.infer<typeof NewPerson>

export const PersonCreated = z.strictObject({ id: RandomId })

export const ItemsRecorded = z.strictObject({
  id: RandomId,
  revisions: z.array(z.strictObject({ code: ItemCode, revision: z.int().min(1) })),
})

/** `GET /people/:id`: each item as it was said last, here or to the node it was received from. */
export const PersonView = z.strictObject({
  id: RandomId,
  /** `origin` is the node that signed what was received; without it the item was told here. */
  items: z.array(z.strictObject({ ...RecordItem.shape, origin: NodeId.optional() })),
  /** Recorded, but closed to the role of the caller. */
  withheld: z.array(ItemCode),
})
export type PersonView = z.infer<typeof PersonView>
