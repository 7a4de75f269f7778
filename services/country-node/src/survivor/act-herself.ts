import { sha256 } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import type { Category } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import { type IdempotentRequest, idempotently, type Remember } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { herselfIn } from '../referrals/event-actor.ts'
import { pauseReferral } from '../stops/pause-referral.ts'
import { resumeHers } from '../stops/resume-referral.ts'
import { undoUntil } from '../withdrawals/undo-until.ts'
import { recordWithdrawal } from '../withdrawals/withdraw-person.ts'
import { inEvenTime } from './even-time.ts'
import { herself } from './herself.ts'
import type { Pretended } from './pretend.ts'
import { showWindow } from './show-window.ts'
import { isAllStopped, mayPause, mayResume, mayStopAll, type WindowModel } from './window-model.ts'
import type { WindowSession } from './window-state.ts'

/** What she can do by herself. */
export type HerAct =
  | { act: 'pause' | 'resume'; handover: RandomId }
  | { act: 'stop' }
  | { act: 'stop_group'; gid: RandomId }

/** What an act is about, as her page says it; the handover's other side, or the group. */
export interface Meant {
  handover?: WindowModel['handovers'][number]
  group?: Category
}

/** Throws `Problem('not-found')` when her page does not offer it: not hers, not there, or done. */
export function meantBy(model: WindowModel, wish: HerAct): Meant {
  const found = lookUp(model, wish)
  if (!found) throw new Problem('not-found')
  return found
}

function lookUp(model: WindowModel, wish: HerAct): Meant | undefined {
  if (wish.act === 'stop') return mayStopAll(model) ? {} : undefined
  if (wish.act === 'stop_group') {
    const groups = model.agreed.flatMap((it) => it.groups)
    const one = groups.find(({ gid, isStopped }) => gid === wish.gid && !isStopped)
    return one && !isAllStopped(model) ? { group: one.group } : undefined
  }
  const may = wish.act === 'pause' ? mayPause : mayResume
  const handover = model.handovers.find((it) => it.id === wish.handover && may(it))
  return handover && { handover }
}

/**
 * Does at once, and once for each key, what she asks for; whoever came in by the PIN for danger is
 * answered alike, and nothing is done but noted. Answers come at even times. Throws as `meantBy`
 * and the verbs.
 */
export function actHerself(
  context: NodeContext,
  exchange: Exchange,
  session: WindowSession,
  { key, wish }: { key: string; wish: HerAct },
): Promise<void> {
  const request: IdempotentRequest = {
    caller: `window.${session.window}`,
    key,
    fingerprint: sha256(JSON.stringify(wish)),
  }
  const act = session.isDuress ? actInPretence : actInEarnest
  return inEvenTime(() => act(context, exchange, session, { request, wish }))
}

interface Asked {
  request: IdempotentRequest
  wish: HerAct
}

async function actInEarnest(
  context: NodeContext,
  exchange: Exchange,
  session: WindowSession,
  { request, wish }: Asked,
): Promise<void> {
  const meant = async (db: NodeContext['db']) =>
    meantBy(await showWindow({ ...context, db }, session), wish)
  if (wish.act === 'pause' || wish.act === 'resume') {
    await idempotently(context.db, request, context.now, async (remember) => {
      await meant(context.db)
      const body = await halt(context, exchange, session, { ...wish, remember })
      return { status: 200, body }
    })
    return
  }
  const { group } = wish.act === 'stop_group' ? await groupOf(context, session, wish) : {}
  await recordWithdrawal(context, exchange, request, {
    person: session.person,
    groups: group && [group],
    actor: herself(session),
    permit: async (trx) => void (await meant(trx)),
  })
}

function halt(
  context: NodeContext,
  exchange: Exchange,
  { org }: WindowSession,
  { act, handover, remember }: Extract<HerAct, { handover: RandomId }> & { remember: Remember },
) {
  const her = herselfIn(org)
  return act === 'pause'
    ? pauseReferral(context, exchange, her, handover, { by_her: true }, remember)
    : resumeHers(context, exchange, her, handover, remember)
}

/** Also of a group that is stopped by now: a repeated request is answered as the first one was. */
async function groupOf(
  context: NodeContext,
  session: WindowSession,
  { gid }: Extract<HerAct, { gid: RandomId }>,
): Promise<Meant> {
  const { agreed } = await showWindow(context, session)
  const one = agreed.flatMap(({ groups }) => groups).find((it) => it.gid === gid)
  if (!one) throw new Problem('not-found')
  return { group: one.group }
}

async function actInPretence(
  context: NodeContext,
  _exchange: Exchange,
  session: WindowSession,
  { request, wish }: Asked,
): Promise<void> {
  const { db, now } = context
  await idempotently(db, request, now, async (remember) => {
    const { group } = meantBy(await showWindow(context, session), wish)
    const noted = JSON.stringify([pretendedBy(context, wish, group)])
    const reply = { status: 200, body: { id: session.window } }
    return db.transaction().execute(async (trx) => {
      await trx
        .updateTable('survivor_window')
        .set({ pretended: sql`pretended || ${noted}::jsonb` })
        .where('id', '=', session.window)
        .execute()
      await remember(trx, reply)
      await appendAudit(trx, {
        at: seconds(now),
        actor: herself(session),
        act: 'window.pretend',
        subject: session.window,
        detail: { act: wish.act },
      })
      return reply
    })
  })
}

function pretendedBy({ now, pace }: NodeContext, wish: HerAct, group?: Category): Pretended {
  if (wish.act === 'pause' || wish.act === 'resume') return wish
  const at = now()
  const until = undoUntil(at, pace).toISOString()
  return { act: 'stop', ...(group ? { group } : {}), at: at.toISOString(), until }
}
