import { ServiceCode } from '@causeway/schemas/codes'
import { ItemCode, Offer } from '@causeway/schemas/record'
import type { Transaction } from 'kysely'
import { z } from 'zod'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { Referral } from './referral-queries.ts'

/** What a draft holds beside its row: encrypted, since needs and choices say something of a person. */
const DraftContent = z.strictObject({
  services: z.array(ServiceCode),
  arrival_week: Offer.shape.arrival_week,
  items: z.array(ItemCode),
})
export type DraftContent = z.infer<typeof DraftContent>

export const sealDraft = (
  trx: Transaction<Database>,
  { vault }: NodeContext,
  id: string,
  content: DraftContent,
) => vault.seal(trx, id, 'draft', Buffer.from(JSON.stringify(DraftContent.parse(content))), 'draft')

/** Throws a TypeError when the referral is not one of ours. */
export async function openDraft(
  { db, vault }: NodeContext,
  { id, draft_sealed }: Referral,
): Promise<DraftContent> {
  if (!draft_sealed) throw new TypeError('only a sender has a draft')
  const bytes = await vault.open(db, id, 'draft', draft_sealed, 'draft')
  return DraftContent.parse(JSON.parse(bytes.toString()))
}
