import type { Purpose } from '@causeway/schemas/codes'
import type { Category, ItemCode, LegalBasis, Receiver } from '@causeway/schemas/record'
import type { CompactJws, Identity, RandomId, Seconds } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import {
  type Agreement,
  findAgreements,
  listAgreementEvents,
  listGrants,
} from './agreement-queries.ts'
import { type AgreementState, standingOf } from './agreement-state.ts'

/** A signed part of an agreement that may be used now. */
export interface LiveGrant {
  gid: RandomId
  agreement: RandomId
  group: Category
  items: ItemCode[]
  jws: CompactJws
  identity: Identity
  basis: LegalBasis
  /** By her own wish these items go before she is in care. */
  release: boolean
}

/** An agreement, where it stands, and what of it may be used. */
export interface StandingAgreement extends Agreement {
  state: AgreementState
  grants: LiveGrant[]
}

/** Where each of these agreements stands at this moment; in the given order. */
export async function standingsOf(
  db: Kysely<Database>,
  agreements: readonly Agreement[],
  at: Seconds,
): Promise<StandingAgreement[]> {
  const ids = agreements.map(({ id }) => id)
  const [grants, events] = [await listGrants(db, ids), await listAgreementEvents(db, ids)]
  return agreements.map((agreement) => {
    const own = grants.filter((grant) => grant.agreement_id === agreement.id)
    const terms = { ...agreement, groups: own.map((grant) => grant.category) }
    const past = events.filter((event) => event.agreement_id === agreement.id)
    const { state, live } = standingOf(terms, past, at)
    const usable = own.filter(({ category }) => live.includes(category))
    return {
      ...agreement,
      state,
      grants: usable.map(({ agreement_id, category, ...grant }) => ({
        ...grant,
        agreement: agreement_id,
        group: category,
      })),
    }
  })
}

/** The agreements of which something may be used now, for this receiver and purpose; newest first. */
export async function agreementsInForce(
  db: Kysely<Database>,
  personId: RandomId,
  receiver: Receiver,
  purpose: Purpose,
  at: Seconds,
): Promise<StandingAgreement[]> {
  const agreements = (await findAgreements(db, personId)).filter(
    (it) =>
      it.receiver_node === receiver.node &&
      it.receiver_org === receiver.org &&
      it.purpose === purpose,
  )
  return (await standingsOf(db, agreements, at)).filter(({ grants }) => grants.length > 0)
}
