import type { ReferralState } from '@causeway/protocol/referral'
import type { Category } from '@causeway/schemas/record'
import { hasPlace } from '../referrals/places.ts'
import type { Reaction } from '../referrals/reaction.ts'
import { withdrawalMove } from './withdrawal-move.ts'
import { keepMessage, listUndone, listUntold } from './withdrawal-queries.ts'

/**
 * Tells the other side of a referral what a person withdrew here, or somewhere else. Once our chain is
 * long, only what adds to what it holds to already: elsewhere somebody may withdraw without end.
 */
export const passOnWithdrawal: Reaction = {
  name: 'pass_on_withdrawal',
  async plan({ db, nodeId }, { referral, state, counted }) {
    if (state.frozen) return undefined
    const isLong = !hasPlace(counted, nodeId, 'restricted')
    const untold = await listUntold(db, referral.id)
    const due = untold.find(({ groups }) => !isLong || !isCovered(state, groups))
    if (!due) return undefined
    const { id, groups } = due
    return {
      ...withdrawalMove(groups, state),
      audit: { act: 'withdrawal.pass_on', detail: { withdrawal: id } },
      alongside: (trx, { eid }) =>
        keepMessage(trx, { withdrawal_id: id, referral_id: referral.id, eid }),
    }
  },
}

/** The other side holds to it already, by what it was told before. */
function isCovered({ restrictions }: ReferralState, groups: Category[] | null): boolean {
  const held = restrictions.filter(({ undone }) => !undone).map((one) => one.groups)
  if (held.includes('all')) return true
  return groups?.every((group) => held.flat().includes(group)) ?? false
}

/** Tells it of the undoing, unless it said so itself. */
export const passOnUndoing: Reaction = {
  name: 'pass_on_undoing',
  async plan({ db }, { referral, state }) {
    if (state.frozen || state.restrictions.every((it) => it.undone)) return undefined
    const undone = await listUndone(db, referral.id)
    const due = state.restrictions.find(
      (restriction) => !restriction.undone && undone.includes(restriction.withdrawal),
    )
    return (
      due && {
        type: 'withdrawal_undone',
        data: { withdrawal: due.withdrawal },
        audit: { act: 'withdrawal.pass_on_undoing', detail: { event: due.withdrawal } },
      }
    )
  },
}

/**
 * Answers a withdrawal of the other side: what it restricts here was restricted by the transaction
 * that applied it.
 */
export const answerWithdrawal: Reaction = {
  name: 'answer_withdrawal',
  async plan({ nodeId }, { referral, counted, state }) {
    if (state.frozen) return undefined
    const theirs = new Set(counted.flatMap(({ node, eid }) => (node === nodeId ? [] : [eid])))
    const due = state.restrictions.find(
      ({ withdrawal, answeredBy, undone }) =>
        theirs.has(withdrawal) && !undone && !answeredBy.includes(referral.side),
    )
    return (
      due && {
        type: 'restricted',
        data: { withdrawal: due.withdrawal },
        audit: { act: 'withdrawal.answer', detail: { event: due.withdrawal } },
      }
    )
  },
}
