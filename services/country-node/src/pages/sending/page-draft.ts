import { Problem } from '@causeway/schemas/problems'
import { ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { NodeContext } from '../../context.ts'
import type { Database } from '../../database/schema.ts'
import { destroyDataKeys } from '../../vault/data-key-queries.ts'
import {
  type DraftOwner,
  findDraft,
  insertDraft,
  listDrafts,
  lockDraft,
  type PageDraft,
  updateDraft,
} from './page-draft-queries.ts'

export const DraftPage = z.enum(['return', 'person', 'safety', 'choice', 'agree'])
export type DraftPage = z.infer<typeof DraftPage>

/** As it was typed, right or wrong: a page is checked when it is used. */
const Typed = z.record(z.string().max(60), z.union([z.string(), z.array(z.string())]))
export type Typed = z.infer<typeof Typed>

export const DraftContent = z.strictObject({
  /** ISO 639-2/T, in which the worker writes. */
  lang: z.string(),
  pages: z.partialRecord(DraftPage, Typed),
  /** What was put to her, to the character, when she answered. */
  asked: z.strictObject({ text: z.string(), items: z.array(ItemCode) }).optional(),
})
export type DraftContent = z.infer<typeof DraftContent>

export interface OpenDraft extends Pick<PageDraft, 'id' | 'begun_at' | 'saved_at' | 'sending_at'> {
  content: DraftContent
}

const CATEGORY = 'page_draft'

const seal = (db: Kysely<Database>, { vault }: NodeContext, id: RandomId, content: DraftContent) =>
  vault.seal(db, id, CATEGORY, Buffer.from(JSON.stringify(content)), 'content')

async function unseal(db: Kysely<Database>, { vault }: NodeContext, row: PageDraft) {
  const { id, begun_at, saved_at, sending_at, sealed } = row
  if (!sealed) return undefined
  const bytes = await vault.open(db, id, CATEGORY, sealed, 'content')
  const content = DraftContent.parse(JSON.parse(bytes.toString()))
  return { id, begun_at, saved_at, sending_at, content }
}

/** Begins one, empty but for what is given; a worker may have several at once. */
export async function beginDraft(
  context: NodeContext,
  { pseudonym, org, isPractice }: DraftOwner,
  content: DraftContent,
): Promise<RandomId> {
  const { db, now, randomId } = context
  const id = randomId()
  await db.transaction().execute(async (trx) => {
    const sealed = await seal(trx, context, id, content)
    const whose = { id, pseudonym, org, is_practice: isPractice }
    await insertDraft(trx, { ...whose, sealed, begun_at: now(), saved_at: now() })
  })
  return id
}

/** All of a worker's own that have not ended, last saved first. */
export async function openDrafts(context: NodeContext, owner: DraftOwner): Promise<OpenDraft[]> {
  const rows = await listDrafts(context.db, owner)
  const opened = await Promise.all(rows.map((row) => unseal(context.db, context, row)))
  return opened.filter((it) => it !== undefined)
}

/** One that goes on, or what became of one that has ended. Throws `Problem('not-found')`. */
export async function openDraft(
  context: NodeContext,
  owner: DraftOwner,
  id: RandomId,
): Promise<OpenDraft | { ended: true; referral: RandomId | null }> {
  const row = await findDraft(context.db, owner, id)
  if (!row) throw new Problem('not-found')
  return (await unseal(context.db, context, row)) ?? { ended: true, referral: row.referral_id }
}

/**
 * Changes what is typed. Throws `Problem`: `not-found`, and `transition-refused` once it is being
 * sent, since what was sent of it must not become another thing.
 */
export const changeDraft = (
  context: NodeContext,
  owner: DraftOwner,
  id: RandomId,
  change: (content: DraftContent) => DraftContent,
): Promise<DraftContent> =>
  locked(context, owner, id, async (trx, row) => {
    if (row.sending_at) throw new Problem('transition-refused')
    const draft = await unseal(trx, context, row)
    if (!draft) throw new Problem('transition-refused')
    const content = change(draft.content)
    const sealed = await seal(trx, context, id, content)
    await updateDraft(trx, id, { sealed, saved_at: context.now() })
    return content
  })

/** From here on it stays as it is. Throws as `changeDraft`, but may be said again. */
export const holdDraft = (context: NodeContext, owner: DraftOwner, id: RandomId): Promise<void> =>
  locked(context, owner, id, async (trx, row) => {
    if (!row.sealed) throw new Problem('transition-refused')
    await updateDraft(trx, id, { sending_at: row.sending_at ?? context.now() })
  })

/** Keeps what became of it and destroys what was typed; may be said again. */
export const endDraft = (
  context: NodeContext,
  owner: DraftOwner,
  id: RandomId,
  referral: RandomId | null,
): Promise<void> =>
  locked(context, owner, id, async (trx, row) => {
    if (row.ended_at) return
    await updateDraft(trx, id, { sealed: null, ended_at: context.now(), referral_id: referral })
    await destroyDataKeys(trx, id)
  })

const locked = <Result>(
  { db }: NodeContext,
  owner: DraftOwner,
  id: RandomId,
  run: (trx: Transaction<Database>, row: PageDraft) => Promise<Result>,
): Promise<Result> =>
  db.transaction().execute(async (trx) => {
    const row = await lockDraft(trx, owner, id)
    if (!row) throw new Problem('not-found')
    return run(trx, row)
  })
