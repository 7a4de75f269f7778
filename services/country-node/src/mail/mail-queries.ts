import type { Role } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { limits } from './mail-state.ts'

const later = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds)

/** What nobody was mailed about yet, oldest first; whoever else gathers takes others. */
export const takeUntold = (trx: Transaction<Database>, limit: number) =>
  trx
    .selectFrom('notification')
    .select(['position', 'org', 'role', 'at'])
    .where('mailed_at', 'is', null)
    .orderBy('position')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

export async function markMailed(
  trx: Transaction<Database>,
  positions: readonly number[],
  at: Date,
): Promise<void> {
  await trx
    .updateTable('notification')
    .set({ mailed_at: at })
    .where('position', 'in', positions)
    .execute()
}

/** Members with an address in these roles, of one organisation or, without `org`, of the node. */
export const findReachable = (
  db: Kysely<Database>,
  roles: readonly Role[],
  org: RandomId | undefined,
): Promise<{ pseudonym: RandomId }[]> =>
  db
    .selectFrom('staff_member')
    .select('pseudonym')
    .where('email', 'is not', null)
    .where('role', 'in', roles)
    .$if(org !== undefined, (query) => query.where('org', '=', org as RandomId))
    .orderBy('pseudonym')
    .execute()

/**
 * Owes somebody a mail: at once, or a minute after the last one to them. One that nobody has begun
 * to send is enough, whatever comes meanwhile.
 */
export async function oweMail(
  trx: Transaction<Database>,
  { id, pseudonym }: { id: RandomId; pseudonym: RandomId },
  at: Date,
): Promise<void> {
  const last = await trx
    .selectFrom('mail')
    .select('first_tried_at')
    .where('pseudonym', '=', pseudonym)
    .where('first_tried_at', 'is not', null)
    .orderBy('first_tried_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const earliest = last?.first_tried_at ? later(last.first_tried_at, limits.gather) : at
  await trx
    .insertInto('mail')
    .values({
      id,
      pseudonym,
      made_at: at,
      due_at: earliest > at ? earliest : at,
      first_tried_at: null,
      claimed_until: null,
      ended_at: null,
    })
    .onConflict((conflict) =>
      conflict.column('pseudonym').where('first_tried_at', 'is', null).doNothing(),
    )
    .execute()
}

/**
 * Takes one mail that is due, for as long as a claim lasts: no other process sends it meanwhile, and
 * another one does when this one is killed. `undefined` when none is due.
 */
export const claimMail = (db: Kysely<Database>, at: Date) =>
  db
    .updateTable('mail')
    .from('staff_member')
    .whereRef('staff_member.pseudonym', '=', 'mail.pseudonym')
    .set(({ eb, fn, val }) => ({
      attempts: eb('mail.attempts', '+', 1),
      first_tried_at: fn.coalesce('mail.first_tried_at', val(at)),
      claimed_until: later(at, limits.claim),
    }))
    .where('mail.id', '=', (query) =>
      query
        .selectFrom('mail')
        .select('id')
        .where('ended_at', 'is', null)
        .where('due_at', '<=', at)
        .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at)]))
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['mail.id', 'mail.made_at', 'mail.attempts', 'staff_member.email'])
    .executeTakeFirst()

/** It went, or nobody tries any more. */
export async function endMail(
  db: Kysely<Database>,
  id: RandomId,
  isSent: boolean,
  at: Date,
): Promise<void> {
  await db
    .updateTable('mail')
    .set({ ended_at: at, is_sent: isSent, claimed_until: null })
    .where('id', '=', id)
    .execute()
}

/** It did not go, and is tried again. */
export async function postponeMail(db: Kysely<Database>, id: RandomId, due: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ due_at: due, claimed_until: null })
    .where('id', '=', id)
    .execute()
}

/** Forgets whom was written to, a while after. */
export async function forgetMail(trx: Transaction<Database>, at: Date): Promise<void> {
  await trx.deleteFrom('mail').where('ended_at', '<', later(at, -limits.kept)).execute()
}
