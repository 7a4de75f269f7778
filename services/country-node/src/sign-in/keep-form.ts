import { FORM_KEY, FORM_TOKEN } from '@causeway/page-kit'
import { z } from 'zod'
import type { NodeContext } from '../context.ts'
import { deleteKept, findKept, type KeptPlace, replaceKept } from './kept-form-queries.ts'
import { before } from './session-rows.ts'
import { limits } from './session-state.ts'

const CATEGORY = 'kept_form'

const Typed = z.record(z.string().max(60), z.union([z.string(), z.array(z.string())]))
export type Typed = z.infer<typeof Typed>

/** Whether somebody has typed in it: what only has a button is not worth keeping. */
export const isTyped = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && FORM_KEY in body

/** A PIN that somebody has chosen is for nobody to read again: it is typed anew. */
const isSecret = (name: string): boolean => /^window_(pin|duress)/.test(name)

type Keeper = Pick<NodeContext, 'db' | 'vault' | 'now' | 'randomId'>

/**
 * Keeps what somebody typed in a form that could not be taken now, for 30 minutes: sealed under a
 * key of its own, for nobody but them in this organisation, and only at the page it was typed on.
 * PINs are not kept.
 */
export async function keepForm(
  { db, vault, now, randomId }: Keeper,
  { pseudonym, org, path }: KeptPlace,
  body: unknown,
): Promise<void> {
  const { [FORM_KEY]: _key, [FORM_TOKEN]: _token, ...typed } = Typed.parse(body)
  const id = randomId()
  const kept = Object.entries(typed).filter(([name]) => !isSecret(name))
  const bytes = Buffer.from(JSON.stringify(Object.fromEntries(kept)))
  await db.transaction().execute(async (trx) => {
    const sealed = await vault.seal(trx, id, CATEGORY, bytes, path)
    await replaceKept(trx, { id, pseudonym, org, path, sealed, kept_at: now() })
  })
}

/** What was kept for somebody at a page; `undefined` when it is too long ago. */
export async function openKept(
  { db, vault, now }: Keeper,
  place: KeptPlace,
): Promise<Typed | undefined> {
  const row = await findKept(db, place, before(now(), limits.kept))
  if (!row) return undefined
  const bytes = await vault.open(db, row.id, CATEGORY, row.sealed, place.path)
  return Typed.parse(JSON.parse(bytes.toString()))
}

/** Destroys what nobody came back for. */
export const forgetKept = ({ db, now }: Keeper): Promise<void> =>
  db.transaction().execute((trx) => deleteKept(trx, before(now(), limits.kept)))
