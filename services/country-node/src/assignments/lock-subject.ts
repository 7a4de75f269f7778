import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { findPerson, lockPerson } from '../people/record-queries.ts'
import { findReferral, lockReferral } from '../referrals/referral-queries.ts'
import type { Subject } from './assignment-queries.ts'

/** How each kind is found, and held, and whose it then is. */
const kinds = {
  person: { find: findPerson, lock: lockPerson },
  referral: {
    find: async (db: Kysely<Database>, id: RandomId) => ownerOf(await findReferral(db, id)),
    lock: async (trx: Transaction<Database>, id: RandomId) => ownerOf(await lockReferral(trx, id)),
  },
}

const ownerOf = (referral: { own_org: RandomId } | undefined) =>
  referral && { org: referral.own_org }

/** Whose it is. Throws `Problem('not-found')`. */
export const findSubject = (db: Kysely<Database>, { kind, id }: Subject) =>
  required(kinds[kind].find(db, id))

/** The same; nobody else changes who is assigned until the transaction ends. */
export const lockSubject = (trx: Transaction<Database>, { kind, id }: Subject) =>
  required(kinds[kind].lock(trx, id))

async function required(owner: Promise<{ org: RandomId } | undefined>) {
  const found = await owner
  if (!found) throw new Problem('not-found')
  return { org: found.org }
}
