import type { ToldView } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import { auditReading } from '../referrals/audit-reading.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { restrictedInReferral, restrictedOfPerson } from '../withdrawals/restricted.ts'
import { readPersonLedger, readReferralLedger } from './read-ledger.ts'
import { inReferral, ofPerson } from './telling-queries.ts'
import { viewLedger } from './view-ledger.ts'

/** The ledger of a person of the caller's organisation. The reading is audited. Throws as `decide`. */
export async function readToldByPerson(
  context: NodeContext,
  actor: StaffActor,
  id: RandomId,
): Promise<ToldView> {
  decide(actor, 'told.read')
  const { db, now } = context
  await decideOnPerson(db, actor, 'told.read', { id, at: now() })
  const ledger = await readPersonLedger(db, context, id)
  const view = await viewLedger(context, ledger, ofPerson(id), await restrictedOfPerson(db, id))
  await auditReading(context, actor, 'told.read', id)
  return view
}

/** The ledger as both sides of a referral know it. The caller has decided; the reading is audited. */
export async function readToldInReferral(
  context: NodeContext,
  actor: StaffActor,
  referral: Referral,
): Promise<ToldView> {
  const { db } = context
  const { id } = referral
  const ledger = await readReferralLedger(db, context, referral)
  const view = await viewLedger(context, ledger, inReferral(id), await restrictedInReferral(db, id))
  await auditReading(context, actor, 'told.read', id)
  return view
}
