import type { HeldDisclosure } from '@causeway/protocol/record'
import { type Category, ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/schema.ts'
import { ErasedError, type Vault } from '../vault/vault.ts'

const Texts = z.array(z.strictObject({ code: ItemCode.optional(), text: z.string() }))

/** A group of disclosures of one record, sealed under the key that its items are sealed under. */
export interface SealedGroup {
  rec: RandomId
  category: Category
  sealed: Buffer
}

const contextOf = ({ rec, category }: Omit<SealedGroup, 'sealed'>) => `${rec}/${category}`

/** Destroying the key of the group destroys its disclosures with its items. */
export const sealDisclosures = (
  db: Kysely<Database>,
  vault: Vault,
  subject: RandomId,
  place: Omit<SealedGroup, 'sealed'>,
  disclosures: readonly HeldDisclosure[],
): Promise<Buffer> => {
  const texts = disclosures.map(({ code, text }) => (code ? { code, text } : { text }))
  const bytes = Buffer.from(JSON.stringify(texts))
  return vault.seal(db, subject, place.category, bytes, contextOf(place))
}

/** None when the key was destroyed. Throws `SealBrokenError` when a row is not what was sealed. */
export async function openDisclosures(
  db: Kysely<Database>,
  vault: Vault,
  subject: RandomId,
  group: SealedGroup,
): Promise<HeldDisclosure[]> {
  const { category, sealed } = group
  try {
    const bytes = await vault.open(db, subject, category, sealed, contextOf(group))
    return Texts.parse(JSON.parse(bytes.toString())).map(({ code, text }) =>
      code ? { category, code, text } : { category, text },
    )
  } catch (error) {
    if (error instanceof ErasedError) return []
    throw error
  }
}
