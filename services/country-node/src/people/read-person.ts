import type { PersonView } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide, isPermitted } from '../staff/decide.ts'
import { isRestricted, restrictedOfPerson } from '../withdrawals/restricted.ts'
import { readItems } from './read-items.ts'
import { findPerson, newestItems } from './record-queries.ts'

/** Items that only who may do `person.read_account` reads. */
const account: readonly ItemCode[] = ['full_account']

/**
 * The record as the caller's role may see it; what she has withdrawn, only who sees with her whether
 * it shall be undone. Nothing is answered before the reading itself is on
 * record. Throws as `decide`.
 */
export async function readPerson(
  { db, vault, now }: NodeContext,
  actor: StaffActor,
  id: RandomId,
): Promise<PersonView> {
  decide(actor, 'person.read')
  const isClosed = (code: ItemCode) =>
    account.includes(code) && !isPermitted(actor.role, 'person.read_account')

  return db.transaction().execute(async (trx) => {
    const person = await findPerson(trx, id)
    if (!person) throw new Problem('not-found')
    decide(actor, 'person.read', person)
    const restricted = await restrictedOfPerson(trx, id)
    const isClosed = (code: ItemCode) =>
      (account.includes(code) && !isPermitted(actor.role, 'person.read_account')) ||
      (isRestricted(restricted, code) && !isPermitted(actor.role, 'person.read_restricted'))

    const recorded = (await newestItems(trx, id)).map((row) => row.code)
    const open = recorded.filter((code) => !isClosed(code))
    const items = await readItems(trx, vault, id, open)
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: 'person.read',
      subject: id,
      detail: { items: items.map((item) => item.code) },
    })
    return { id, items, withheld: recorded.filter(isClosed) }
  })
}
