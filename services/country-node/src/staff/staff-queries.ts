import type { Role } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { StaffActor } from './actor.ts'

type Member = Pick<StaffActor, 'subject' | 'org' | 'role' | 'name'>

/** What a token says of somebody; the address is for mail and for nothing else here. */
type SignedIn = Member & { email: string | null }

/**
 * Who signs in, with the one pseudonym of the subject, whoever asks first; `fresh` is taken when the
 * subject was never seen before. What the token says newly of them is kept.
 */
export async function knowMember(
  db: Kysely<Database>,
  { email, ...member }: SignedIn,
  fresh: RandomId,
  at: Date,
): Promise<Member & { pseudonym: RandomId }> {
  const { subject, org, role, name } = member
  const known = await findMember(db, subject)
  const said = { org, role, name, email }
  if (known && isSame(known, said)) return { ...member, pseudonym: known.pseudonym }
  const { pseudonym } = await db
    .insertInto('staff_member')
    .values({ pseudonym: fresh, subject, first_seen_at: at, ...said })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet(said))
    .returning('pseudonym')
    .executeTakeFirstOrThrow()
  return { ...member, pseudonym }
}

const isSame = (known: object, said: Record<string, unknown>): boolean =>
  Object.entries(said).every(([name, value]) => known[name as keyof typeof known] === value)

const findMember = (db: Kysely<Database>, subject: string) =>
  db
    .selectFrom('staff_member')
    .select(['pseudonym', 'org', 'role', 'name', 'email'])
    .where('subject', '=', subject)
    .executeTakeFirst()

/** The people of an organisation who have signed in so far, by name; no case systems. */
export const listStaff = (
  db: Kysely<Database>,
  org: RandomId,
): Promise<Pick<Selectable<Database['staff_member']>, 'pseudonym' | 'name' | 'role'>[]> =>
  db
    .selectFrom('staff_member')
    .select(['pseudonym', 'name', 'role'])
    .where('org', '=', org)
    .where('role', '!=', 'integrator')
    .orderBy('name')
    .orderBy('pseudonym')
    .execute()

/** Whether this is somebody of the organisation in this role. */
export async function isStaff(
  db: Kysely<Database>,
  pseudonym: RandomId,
  org: RandomId,
  role: Role,
): Promise<boolean> {
  const member = await db
    .selectFrom('staff_member')
    .select('pseudonym')
    .where('pseudonym', '=', pseudonym)
    .where('org', '=', org)
    .where('role', '=', role)
    .executeTakeFirst()
  return member !== undefined
}
