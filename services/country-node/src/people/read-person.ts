import type { PersonView } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { type KnownItem, readRecord } from '../records/read-record.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide, isPermitted } from '../staff/decide.ts'
import { isRestricted, restrictedOfPerson } from '../withdrawals/restricted.ts'
import { isClosedTo } from './closed-items.ts'
import { findPerson } from './record-queries.ts'

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

  return db.transaction().execute(async (trx) => {
    const person = await findPerson(trx, id)
    if (!person) throw new Problem('not-found')
    decide(actor, 'person.read', person)
    const restricted = await restrictedOfPerson(trx, id)
    const isClosed = ({ item: { code } }: KnownItem) =>
      isClosedTo(actor.role, code) ||
      (isRestricted(restricted, code) && !isPermitted(actor.role, 'person.read_restricted'))

    const known = await readRecord(trx, { vault }, id)
    const items = known
      .filter((it) => !isClosed(it))
      .map(({ item, origin }) => (origin ? { ...item, origin } : item))
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: 'person.read',
      subject: id,
      detail: { items: items.map((item) => item.code) },
    })
    return { id, items, withheld: known.filter(isClosed).map(({ item }) => item.code) }
  })
}
