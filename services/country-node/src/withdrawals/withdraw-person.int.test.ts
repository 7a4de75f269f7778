import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { anAccepted, ownEvents } from '../../test/conversation.ts'
import { test as base } from '../../test/exchange-test.ts'
import { anAgreement, anItem, asTold } from '../../test/record.ts'
import { restrictionsOf } from '../../test/restrictions.ts'
import { aDraft, agreed, anOffered, aWish } from '../../test/story.ts'
import type { NodeContext } from '../context.ts'
import { listUnsettled, react } from '../referrals/react.ts'
import { spreadDue } from './spread-due.ts'
import { tellAtOnce } from './tell-at-once.ts'
import { withdrawPerson } from './withdraw-person.ts'

const exchange = { wake: () => {} }
const problem = (code: string) => ({ type: `urn:causeway:problem:${code}` })

const test = base
  .extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({ db, peer: ro, receive }))
  /** A person of whom three referrals exist: one recalled, one offered, one only drafted. */
  .extend('threeReferrals', { scope: 'file' }, ({ as, network: { receiver } }) => async () => {
    const worker = await as('case_worker')
    const { id: recalled, person, agreement } = await anOffered(worker, receiver)
    await worker.post(`/referrals/${recalled}/recall`, {})
    const drafted = async () =>
      (await worker.post('/referrals', aWish(person, agreement, receiver))).json().id as string
    const offered = await drafted()
    await worker.post(`/referrals/${offered}/offer`, {})
    return { worker, person, agreement, recalled, offered, draft: await drafted() }
  })

/** How our node said in each referral that she withdrew. */
const told = async (db: Parameters<typeof ownEvents>[0], ids: string[]) => {
  const events = await Promise.all(ids.map((id) => ownEvents(db, id)))
  return events.map((own) => own.map(({ type }) => type).filter((it) => it.includes('withdrawn')))
}

describe('a withdrawal of everything', () => {
  test('reaches all that is hers: referrals, drafts, agreements, her record', async ({
    threeReferrals,
    as,
    db,
    network: { receiver },
  }) => {
    const { worker, person, agreement, recalled, offered, draft } = await threeReferrals()
    const reply = await (await as('duty_worker')).post(`/people/${person}/withdrawal`, {})
    expect(reply.statusCode).toBe(201)

    expect(await told(db, [recalled, offered])).toEqual([['consent_withdrawn'], ['withdrawn']])
    const statuses = []
    for (const id of [recalled, offered, draft]) {
      statuses.push((await worker.get(`/referrals/${id}`)).json().status)
    }
    expect(statuses).toEqual(['recalled', 'withdrawn', 'dropped'])
    expect((await worker.post(`/referrals/${draft}/offer`, {})).statusCode).toBe(409)
    expect((await worker.get(`/referrals/${draft}/preview`)).statusCode).toBe(409)

    const next = await worker.post('/referrals', aWish(person, agreement, receiver))
    expect(next.json()).toMatchObject(problem('agreement-not-in-force'))
    const again = await worker.post(`/people/${person}/agreements`, anAgreement(receiver))
    expect(again.json()).toMatchObject(problem('restricted'))
    const items = asTold([anItem('known_as', 'Synthetic')])
    const more = await worker.post(`/people/${person}/items`, items)
    expect(more.json()).toMatchObject(problem('restricted'))
    const closed = (await worker.get(`/people/${person}`)).json()
    expect(closed.items).toEqual([])
    expect(closed.withheld).toContain('full_name')
    const open = (await (await as('supervisor')).get(`/people/${person}`)).json()
    expect(open.withheld).toEqual([])
  })

  test('is listed with everybody who has to know, and with what they answered', async ({
    as,
    parts,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id, person, there } = await anAccepted(parts, worker, receiver)
    const made = (await worker.post(`/people/${person}/withdrawal`, {})).json()
    const list = async () =>
      (await worker.get(`/people/${person}/withdrawals`)).json().withdrawals as object[]
    const recipient = { referral: id, to: receiver, is_told: true }
    expect(await list()).toMatchObject([
      {
        ...made,
        keys_kept_until: made.undo_until,
        recipients: [{ ...recipient, answered: false }],
      },
    ])
    const [withdrawn] = (await ownEvents(parts.db, id)).filter(({ type }) => type === 'withdrawn')
    await there.say('restricted', { withdrawal: withdrawn?.eid })
    expect(await list()).toMatchObject([{ recipients: [{ ...recipient, answered: true }] }])
    const view = (await worker.get(`/referrals/${id}`)).json()
    expect(view).toMatchObject({ is_restricted: true, restrictions: [{ answered: true }] })
  })

  test('is one for one Idempotency-Key, however often it is asked for', async ({
    threeReferrals,
    db,
  }) => {
    const { worker, person, recalled, offered } = await threeReferrals()
    const replies = await Promise.all(
      [1, 2, 3].map(() => worker.post(`/people/${person}/withdrawal`, {}, 'stop')),
    )
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1)
    expect(await told(db, [recalled, offered])).toEqual([['consent_withdrawn'], ['withdrawn']])
  })
})

/** As a case worker of hers, past the routes. */
const withdraw = async (context: NodeContext, to: typeof exchange, person: string) => {
  const { org, created_by: pseudonym } = await context.db
    .selectFrom('person')
    .selectAll()
    .where('id', '=', person as never)
    .executeTakeFirstOrThrow()
  const actor = { subject: 's', org, role: 'case_worker' as const, pseudonym, name: '' }
  const call = { caller: 'test', key: person, fingerprint: 'A'.repeat(43) as never }
  return withdrawPerson(context, to, actor, call, { id: person as RandomId })
}

test('one that cannot be told now keeps nobody else waiting', async ({
  threeReferrals,
  db,
  node,
}) => {
  const { person, recalled, offered } = await threeReferrals()
  const ids = [recalled, offered] as RandomId[]
  for (const id of ids) await react(node, exchange, id)
  const wake = () => {
    throw new Error('not now')
  }
  await withdraw(node, { wake }, person)
  expect(await told(db, ids)).toEqual([['consent_withdrawn'], ['withdrawn']])
  expect(await listUnsettled(node)).toEqual(expect.arrayContaining(ids))
})

describe('a node that dies in the middle', () => {
  test('tells the rest when it is there again, and nobody twice', async ({
    threeReferrals,
    db,
    node,
  }) => {
    const { worker, person, recalled, offered } = await threeReferrals()
    const ids = [recalled, offered] as RandomId[]
    for (const id of ids) await react(node, exchange, id)
    let moves = 0
    const die = () => {
      throw new Error('the process ended here')
    }
    const dying = {
      ...node,
      randomId: () => (moves > 0 ? die() : node.randomId()),
    }
    const wake = () => {
      moves += 1
      die()
    }
    await withdraw(dying, { wake }, person)
    expect(moves).toBe(1)
    expect((await told(db, ids)).flat()).toHaveLength(1)
    const waiting = (await worker.get(`/people/${person}/withdrawals`)).json().withdrawals
    const isTold = waiting[0].recipients.map((one: { is_told: boolean }) => one.is_told)
    expect(isTold.toSorted()).toEqual([false, true])
    expect((await worker.get(`/people/${person}`)).json().items).toEqual([])

    const unsettled = await listUnsettled(node)
    expect(unsettled).toEqual(expect.arrayContaining(ids))
    for (const sweep of [1, 2]) {
      for (const id of sweep === 1 ? unsettled : ids) await react(node, exchange, id)
    }
    expect(await told(db, ids)).toEqual([['consent_withdrawn'], ['withdrawn']])
    expect(await spreadDue(node)).toEqual([])
  })
})

describe('a withdrawal of some groups', () => {
  test('lets the referral go on with the others', async ({
    as,
    parts,
    network: { receiver },
    node,
  }) => {
    const worker = await as('case_worker')
    const { id, person, there } = await anAccepted(parts, worker, receiver)
    const wish = { groups: ['contact_safe'] }
    expect((await worker.post(`/people/${person}/withdrawal`, wish)).statusCode).toBe(201)
    await tellAtOnce(node, exchange, [id])
    const view = (await worker.get(`/referrals/${id}`)).json()
    expect(view).toMatchObject({ status: 'accepted', disclosure: 'open', is_restricted: true })
    expect(view.restrictions).toMatchObject([{ groups: ['contact_safe'], is_undone: false }])
    const record = (await worker.get(`/people/${person}`)).json()
    expect(record.withheld).toEqual(['safe_phone'])
    const [went] = await node.db
      .selectFrom('disclosure')
      .select('items')
      .where('referral_id', '=', id)
      .where('tier', '=', 't2')
      .execute()
    expect(went?.items.toSorted()).toEqual(agreed.filter((it) => it !== 'safe_phone').toSorted())
    await there.say('consent_withdrawn', { groups: ['identity'] })
    expect((await restrictionsOf(parts.db, id)).flatMap(({ groups }) => groups).toSorted()).toEqual(
      ['contact_safe', 'identity'],
    )
  })

  test('leaves a draft, which cannot be sent as it is', async ({ as, network: { receiver } }) => {
    const worker = await as('case_worker')
    const { id, person } = await aDraft(worker, receiver)
    await worker.post(`/people/${person}/withdrawal`, { groups: ['contact_safe'] })
    const reply = await worker.post(`/referrals/${id}/offer`, {})
    expect(reply.json()).toMatchObject(problem('restricted'))
  })
})
