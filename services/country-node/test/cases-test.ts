import { Role } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import { test as base } from './journey-test.ts'
import { anId, nowInSeconds } from './peer.ts'
import type { Ids } from './route-row.ts'
import { aDraft } from './story.ts'

/** One of each role, and a second case worker. */
const staff = [...Role.options, 'colleague'] as const
type Staff = (typeof staff)[number]

export type Owner = 'hers' | 'nobodys' | 'foreign' | 'missing'

const people: readonly (keyof Ids)[] = ['person', 'draftPerson']
const referrals: readonly (keyof Ids)[] = ['sent', 'draft', 'received']

/**
 * The same things four times: `hers`, to which somebody of each role is assigned, on her way and
 * with an alarm; `nobodys`, with nobody assigned and nobody awaited; `foreign`, as hers and of
 * another organisation of the node; and `missing`, which is nowhere.
 */
export const test = base
  .extend('tokens', { scope: 'file' }, async ({ app, tokenOf }) => {
    const tokens = {} as Record<Staff, string>
    for (const role of staff) {
      tokens[role] = await tokenOf(role)
      const headers = { authorization: `Bearer ${tokens[role]}` }
      await app.inject({ url: '/api/v1/organisations', headers })
    }
    return tokens
  })
  .extend('pseudonyms', { scope: 'file' }, async ({ db, tokens: _ }) => {
    const rows = await db.selectFrom('staff_member').select(['subject', 'pseudonym']).execute()
    return Object.fromEntries(rows.map((row) => [row.subject, row.pseudonym])) as Record<
      Staff,
      RandomId
    >
  })
  .extend('insertAlarm', { scope: 'file' }, ({ db, network }) => async (referral: RandomId) => {
    const id = anId()
    const at = nowInSeconds()
    const about = { referral_id: referral, side: 'sender', kind: 'unanswered', key: '9' } as const
    await db
      .insertInto('alarm')
      .values({ ...about, id, org: network.ours, round: 9, raised_at: at })
      .execute()
    return id
  })
  .extend('assignAll', { scope: 'file' }, ({ db, owner, pseudonyms }) => {
    /** Whoever made it is not assigned any more; these are. */
    return async (ids: Ids, org: RandomId, workers: readonly RandomId[]) => {
      const subjects = [...people, ...referrals].map((name) => ids[name] as RandomId)
      await owner.deleteFrom('assignment').where('subject_id', 'in', subjects).execute()
      for (const pseudonym of workers) {
        const row = { pseudonym, org, assigned_by: pseudonyms.supervisor, starts_at: new Date(0) }
        const rows = [...people, ...referrals].map((name) => ({
          ...row,
          subject_kind: people.includes(name) ? ('person' as const) : ('referral' as const),
          subject_id: ids[name] as RandomId,
          ends_at: null,
        }))
        await db.insertInto('assignment').values(rows).execute()
      }
    }
  })
  .extend(
    'aCase',
    { scope: 'file' },
    ({
      as,
      network,
      pseudonyms,
      insertAlarm,
      plannedThere,
      plannedHere,
      acceptedThere,
      acceptedHere,
    }) =>
      async (isAwaited: boolean): Promise<Ids> => {
        const draft = await aDraft(await as('case_worker'), network.receiver)
        const sent = isAwaited ? await plannedThere() : await acceptedThere()
        const received = isAwaited ? await plannedHere() : await acceptedHere()
        const { person, agreement, id } = sent
        return {
          person,
          agreement,
          sent: id,
          draft: draft.id,
          draftPerson: draft.person,
          received: received.id,
          alarm: await insertAlarm(id as RandomId),
          worker: pseudonyms.colleague,
        }
      },
  )
  .extend('cases', { scope: 'file' }, async ({ db, network, pseudonyms, aCase, assignAll }) => {
    const everybody = Role.options.map((role) => pseudonyms[role])

    const [hers, nobodys, foreign] = [await aCase(true), await aCase(false), await aCase(true)]
    await assignAll(hers, network.ours, everybody)
    await assignAll(nobodys, network.ours, [])
    await assignAll(foreign, network.other, everybody)

    const { alarm } = nobodys
    const over = { ended_at: nowInSeconds(), outcome: 'over' } as const
    await db
      .updateTable('alarm')
      .set(over)
      .where('id', '=', alarm as RandomId)
      .execute()
    const { other } = network
    for (const name of people) {
      const id = foreign[name] as RandomId
      await db.updateTable('person').set({ org: other }).where('id', '=', id).execute()
    }
    for (const name of referrals) {
      const id = foreign[name] as RandomId
      await db.updateTable('referral').set({ own_org: other }).where('id', '=', id).execute()
    }
    const theirs = foreign.alarm as RandomId
    await db.updateTable('alarm').set({ org: other }).where('id', '=', theirs).execute()
    const missing = Object.fromEntries(Object.keys(hers).map((name) => [name, anId()]))
    return { hers, nobodys, foreign, missing: missing as unknown as Ids } satisfies Record<
      Owner,
      Ids
    >
  })
