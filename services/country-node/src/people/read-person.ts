import type { PersonQuery, PersonView } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { type KnownItem, readRecord } from '../records/read-record.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide, isPermitted } from '../staff/decide.ts'
import { isRestricted, restrictedOfPerson } from '../withdrawals/restricted.ts'
import { isAskedFor, isClosedTo, requireTraining } from './closed-items.ts'
import { decideOnPerson } from './decide-on-person.ts'

/**
 * The record, or one group of it, as the caller may see it for this purpose; what she has withdrawn,
 * only who sees with her whether it shall be undone. Nothing is answered before the reading itself is
 * on record. Throws as `decide` and `requireTraining`.
 */
export async function readPerson(
  { db, vault, now }: NodeContext,
  actor: StaffActor,
  { id, ...query }: PersonQuery & { id: RandomId },
): Promise<PersonView> {
  decide(actor, 'person.read')

  return db.transaction().execute(async (trx) => {
    await decideOnPerson(trx, actor, 'person.read', { id, at: now() })
    const at = seconds(now)
    const reading = { actor, at, ...query }
    requireTraining(reading)
    const restricted = await restrictedOfPerson(trx, id)
    const isClosed = ({ item }: KnownItem) =>
      isClosedTo(reading, item) ||
      (isRestricted(restricted, item.code) && !isPermitted(actor.role, 'person.read_restricted'))

    const recorded = await readRecord(trx, { vault }, id)
    const known = recorded.filter(({ item }) => isAskedFor(reading, item))
    const items = known
      .filter((it) => !isClosed(it))
      .map(({ item, origin }) => (origin ? { ...item, origin } : item))
    await appendAudit(trx, {
      at,
      actor,
      act: 'person.read',
      subject: id,
      detail: { purpose: query.purpose ?? 'care', items: items.map((item) => item.code) },
    })
    return { id, items, withheld: known.filter(isClosed).map(({ item }) => item.code) }
  })
}
