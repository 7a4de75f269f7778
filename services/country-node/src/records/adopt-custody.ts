import { verifyCustody, verifyHeld } from '@causeway/protocol/record'
import { Refusal } from '@causeway/schemas/problems'
import { Custody } from '@causeway/schemas/record'
import type { Identity, RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { noteNewest } from './keep-presentations.ts'
import { findReceivedRecord } from './received-queries.ts'

/**
 * This node is the custodian of a record from now on: the revision that says so, checked when it
 * arrived, becomes the newest of what is held. `false` when nothing of that record is held, or what
 * is held is newer or another one. A revision between that was not kept here does no harm: what it
 * changed is not among what is held.
 */
export async function adoptCustody(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: RandomId,
  sealed: Buffer,
): Promise<boolean> {
  const { vault, directory, nodeId, now } = context
  const bytes = await vault.open(trx, referral, 'custody', sealed, 'custody')
  const { record: jwt } = Custody.parse(JSON.parse(bytes.toString()))
  const at = seconds(now)
  try {
    const next = verifyHeld(jwt, [], directory, at)
    const held = await findReceivedRecord(trx, next.record.rec)
    if (!held) return false
    if (isAfter(next.record.prev, held)) verifyCustody(jwt, held.jwt, nodeId, directory, at)
    return await noteNewest(trx, context, next)
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const isAfter = (prev: Identity | null, held: { identity: Identity }) => prev === held.identity
