import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { findAgreement, WORDING } from './agreement-queries.ts'
import { type StandingAgreement, standingsOf } from './agreements-in-force.ts'

/** An agreement as it stands, and what was put to her, to the character. */
export interface Agreed {
  agreement: StandingAgreement
  wording: string
}

/**
 * What she was asked and what she said, for her to keep on paper. The reading is audited. Throws
 * `Problem('not-found')`, and as `decide`.
 */
export async function readAgreed(
  { db, now, vault }: NodeContext,
  actor: StaffActor,
  id: RandomId,
): Promise<Agreed> {
  decide(actor, 'agreement.receipt')
  const at = seconds(now)
  return db.transaction().execute(async (trx) => {
    const found = await findAgreement(trx, id)
    if (!found) throw new Problem('not-found')
    const { person_id: person, text_sealed } = found
    await decideOnPerson(trx, actor, 'agreement.receipt', { id: person, at: now() })
    const [agreement] = await standingsOf(trx, [found], at)
    if (!agreement) throw new TypeError('each agreement stands somewhere')
    const wording = (await vault.open(trx, person, WORDING, text_sealed, id)).toString()
    await appendAudit(trx, { at, actor, act: 'agreement.copy', subject: id })
    return { agreement, wording }
  })
}
