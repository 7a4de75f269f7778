import { passCustody } from '@causeway/protocol/record'
import { identityOf } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import { seconds } from '../context.ts'
import { listDisclosures } from '../disclosure/disclosure-queries.ts'
import type { Reaction } from '../referrals/reaction.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import { restrictedInReferral } from '../withdrawals/restricted.ts'
import { findNewestRevision, insertRevision } from './issued-queries.ts'
import { isCustodian } from './presentable.ts'

/** She is in the receiver's care, and nothing that the referral said stands against it. */
const isInCare = ({ referral, state }: Snapshot): boolean =>
  referral.side === 'sender' && state.position === 'in_care' && !state.frozen

/**
 * Once she is in care, the node that signed her record signs it over to the one that looks after
 * her, so that it can show the very same facts onward. Nothing is passed when the receiver kept
 * nothing of it, or when she has withdrawn, until she takes that back. Goes again when a later item or correction had to be signed here.
 */
export const custodyReaction: Reaction = {
  name: 'pass_custody',
  async plan(context, snapshot) {
    const { db, nodeId, signingKey, now } = context
    const { person_id, peer_node, id } = snapshot.referral
    if (!isInCare(snapshot) || !person_id) return undefined
    if ((await restrictedInReferral(db, id)) === 'all') return undefined
    const newest = await findNewestRevision(db, person_id, peer_node)
    if (!newest || !isCustodian(newest.jwt, nodeId)) return undefined
    const went = await listDisclosures(db, id)
    if (!went.some(({ record_rev, isRefused }) => record_rev !== null && !isRefused)) {
      return undefined
    }
    const jwt = passCustody(newest.jwt, peer_node, seconds(now), signingKey)
    const identity = identityOf(jwt)
    return {
      type: 'custody_passed',
      data: { superseded: newest.identity, by: identity },
      body: { record: jwt },
      audit: { act: 'custody.pass' },
      alongside: async (trx) => {
        const { rec, rev, to_node } = newest
        const revision = { rec, rev: rev + 1, person_id, to_node, identity, jwt, at: now() }
        if (!(await insertRevision(trx, revision))) throw new Problem('busy')
      },
    }
  },
}
