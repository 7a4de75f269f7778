import type { Urgency } from '@causeway/schemas/codes'
import type { Identity, RandomId } from '@causeway/schemas/wire'
import { sweepDeadlines } from '../src/deadlines/sweep-deadlines.ts'
import { test as base } from './journey-test.ts'
import { anOffer } from './offers.ts'
import { aDigest } from './peer.ts'
import { aPersonWhoAgreed, aWish } from './story.ts'

export const silent = { wake: () => {} }

/** Whoever is asked to queue something cannot. */
export const noQueue = {
  add: async () => {
    throw new Error('the queue is away')
  },
  every: async () => {},
  counts: async () => ({ waiting: 0, active: 0, delayed: 0, failed: 0 }),
}

/** A node whose clock can be moved, and what becomes of its deadlines then. */
export const test = base
  /** Moves the clock to so many seconds from now and sweeps, without any queue. */
  .extend('sweepAt', { scope: 'file' }, ({ node, clock }) => async (at: number) => {
    clock.offset = at * 1000 - Date.now()
    await sweepDeadlines(node, silent, noQueue)
  })
  .extend('deadlinesFor', { scope: 'file' }, ({ db }) => async (id: string) => {
    const rows = await db
      .selectFrom('deadline')
      .selectAll()
      .where('referral_id', '=', id as RandomId)
      .orderBy('due_at')
      .orderBy('key')
      .execute()
    return rows
  })
  .extend('alarmsFor', { scope: 'file' }, ({ db }) => async (id: string) => {
    const alarms = await db
      .selectFrom('alarm')
      .selectAll()
      .where('referral_id', '=', id as RandomId)
      .orderBy('raised_at')
      .orderBy('round')
      .execute()
    const rungs = await db.selectFrom('alarm_rung').selectAll().orderBy('rung').execute()
    return alarms.map((alarm) => ({
      ...alarm,
      told: rungs.filter(({ alarm_id }) => alarm_id === alarm.id).map(({ role }) => role),
    }))
  })
  .extend('eventsOf', { scope: 'file' }, ({ db }) => async (id: string, type: string) => {
    const rows = await db
      .selectFrom('referral_event')
      .selectAll()
      .where('referral_id', '=', id as RandomId)
      .where('type', '=', type as 'expired')
      .execute()
    return rows
  })
  /** An offer by the other side; returns its id. */
  .extend('offeredHere', { scope: 'file' }, ({ ro, parties, receive }) => {
    return async (urgency: Urgency = 'urgent') => {
      const said = { urgency }
      const { referral, message } = anOffer(ro, parties, { offer: said, data: said })
      await receive(await ro.post([message]))
      return referral as string
    }
  })
  /** An offer of ours that the other side has applied; returns its id. */
  .extend('appliedThere', { scope: 'file' }, ({ as, network, db, ro, receive }) => {
    return async (urgency: Urgency = 'urgent') => {
      const worker = await as('case_worker')
      const { receiver } = network
      const { person, agreement } = await aPersonWhoAgreed(worker, receiver)
      const wish = aWish(person, agreement, receiver, { urgency })
      const { id } = (await worker.post('/referrals', wish)).json()
      await worker.post(`/referrals/${id}/offer`, {})
      const env = aDigest() as string as Identity
      const sent = await db
        .updateTable('outbox')
        .set({ identity: env })
        .where('referral_id', '=', id)
        .returning('event_identity')
        .executeTakeFirstOrThrow()
      const about = { env, event: sent.event_identity as Identity }
      const receipts = [ro.receipt({ ...about, kind: 'applied' })]
      await receive(await ro.post([{ type: 'receipt', receipts }]))
      return id as string
    }
  })
