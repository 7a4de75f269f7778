import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/** A message that has been checked and only has to be written. */
export interface Prepared {
  /** Writes it; returns whether it counts already, and the referral it is about. */
  apply(trx: Transaction<Database>): Promise<{ outcome: 'applied' | 'held'; referral?: RandomId }>
}
