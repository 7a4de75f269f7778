import type { RegisterLine } from '@causeway/schemas/api'
import { categoryOf, type LegalBasis } from '@causeway/schemas/record'
import type { Seconds } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { listBases, listWithdrawn, type RegisterRow } from './register-queries.ts'
import { answerOf, reaches } from './withdrawal-answer-state.ts'

/** Lines of the register with what they rested on and what became of it, in the order of the rows. */
export async function viewRegister(
  db: Kysely<Database>,
  rows: readonly RegisterRow[],
  now: Seconds,
): Promise<RegisterLine[]> {
  const bases = new Map(
    (
      await listBases(
        db,
        rows.flatMap(({ grants }) => grants),
      )
    ).map(({ identity, basis }) => [identity, basis]),
  )
  const withdrawn = await listWithdrawn(
    db,
    rows.map((row) => row.referral_id),
  )
  return rows.map((row) => {
    const groups = [...new Set(row.items.map(categoryOf))]
    const referral = { id: row.referral_id, state: row.state }
    return {
      at: row.at.toISOString(),
      referral: row.referral_id,
      person: row.person_id,
      from: row.own_org,
      to: { node: row.to_node, org: row.to_org },
      tier: row.tier,
      groups,
      agreement: row.agreement_id,
      bases: distinctBases(row.grants.flatMap((grant) => bases.get(grant) ?? [])),
      withdrawals: withdrawn
        .filter((one) => one.referral_id === row.referral_id && reaches(one.groups, groups))
        .map((one) => ({ at: one.at.toISOString(), answer: answerOf(referral, one, now) })),
    }
  })
}

const distinctBases = (bases: readonly LegalBasis[]): LegalBasis[] => [
  ...new Map(bases.map((basis) => [`${basis.art6}.${basis.art9 ?? ''}`, basis])).values(),
]
