import {
  PersonPath,
  ReferralMoved,
  UndoWithdrawal,
  Withdraw,
  WithdrawalList,
  WithdrawalMade,
  WithdrawalPath,
  WithdrawalUndone,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyOf } from '../api/idempotency-of.ts'
import { sendReply } from '../api/send-reply.ts'
import { type MoveRoutesOptions, moved, runMove } from '../referrals/run-move.ts'
import { actorOf } from '../staff/actor.ts'
import { listPersonWithdrawals } from './list-person-withdrawals.ts'
import { undoInReferral } from './undo-in-referral.ts'
import { undoWithdrawal } from './undo-withdrawal.ts'
import { withdrawPerson } from './withdraw-person.ts'
import { withdrawReferral } from './withdraw-referral.ts'

const tags = ['Withdrawals']

/** What she takes back, said to any worker on either side, and for seven days takes back again. */
export const withdrawalRoutes: FastifyPluginAsyncZod<MoveRoutesOptions> = async (
  app,
  { context, exchange },
) => {
  app.post(
    '/people/:id/withdrawal',
    {
      schema: {
        tags,
        summary: 'Record that a person withdraws: all use ends at once, everywhere',
        params: PersonPath,
        body: Withdraw,
        response: { 201: WithdrawalMade },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const wish = { ...request.params, ...request.body }
      const call = idempotencyOf(request, actor)
      return sendReply(reply, await withdrawPerson(context, exchange, actor, call, wish))
    },
  )

  app.post(
    '/people/:id/withdrawal/:withdrawal/undo',
    {
      schema: {
        tags,
        summary: 'Record that she takes a withdrawal back, within seven days',
        params: WithdrawalPath,
        body: UndoWithdrawal,
        response: { 200: WithdrawalUndone },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const call = idempotencyOf(request, actor)
      return sendReply(reply, await undoWithdrawal(context, exchange, actor, call, request.params))
    },
  )

  app.get(
    '/people/:id/withdrawals',
    {
      schema: {
        tags,
        summary: 'List what a person withdrew, who was told and who has answered',
        params: PersonPath,
        response: { 200: WithdrawalList },
      },
    },
    async (request) => listPersonWithdrawals(context, actorOf(request), request.params.id),
  )

  app.post(
    '/referrals/:id/withdraw',
    { schema: { ...moved, tags, summary: 'Record that she said stop, here', body: Withdraw } },
    (request, reply) =>
      runMove(context, request, reply, 'withdrawal.record', (actor, id, remember) =>
        withdrawReferral(context, exchange, actor, id, request.body, remember),
      ),
  )

  app.post(
    '/referrals/:id/withdrawals/:withdrawal/undo',
    {
      schema: {
        tags,
        summary: 'Record that she takes back what she withdrew, here',
        params: WithdrawalPath,
        body: UndoWithdrawal,
        response: { 200: ReferralMoved },
      },
    },
    (request, reply) =>
      runMove(context, request, reply, 'withdrawal.undo', (actor, _id, remember) =>
        undoInReferral(context, exchange, actor, request.params, remember),
      ),
  )
}
