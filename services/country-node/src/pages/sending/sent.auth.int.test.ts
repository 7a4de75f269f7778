import { Role } from '@causeway/schemas/codes'
import { expect } from 'vitest'
import { test } from '../../../test/sent-pages.ts'
import { isPermitted } from '../../staff/decide.ts'
import type { Action } from '../../staff/permissions.ts'
import { actOf, SentActName } from './sent-acts.ts'

const people = Role.options.filter((role) => role !== 'integrator')

/** Pages beside the acts, and what the API asks for the same. */
const places: [string, Action][] = [
  ['', 'referral.read'],
  ['/propose', 'plan.sign'],
  ['/questions', 'question.read'],
  ['/more', 'referral.disclose'],
  ['/correct', 'referral.disclose'],
  ['/correct/full_name', 'referral.disclose'],
  ['/stops', 'withdrawal.read'],
  ['/evidence', 'referral.evidence'],
  ['/evidence.json', 'referral.evidence'],
]

test.for(people)(
  '%s comes to the pages of a sent handover as far as the API lets them',
  async (role, { visitor, acceptedThere, db, network }) => {
    const { id } = await acceptedThere()
    const who = visitor(role)
    await who.arriveAt('/probe')
    const { pseudonym } = await db
      .selectFrom('staff_member')
      .select('pseudonym')
      .where('subject', '=', role)
      .executeTakeFirstOrThrow()
    for (const subject_kind of ['referral', 'person'] as const) {
      const { person_id } = await db
        .selectFrom('referral')
        .select('person_id')
        .where('id', '=', id as never)
        .executeTakeFirstOrThrow()
      await db
        .insertInto('assignment')
        .values({
          pseudonym,
          org: network.ours,
          assigned_by: pseudonym,
          starts_at: new Date(0),
          subject_kind,
          subject_id: (subject_kind === 'person' ? person_id : id) as never,
          ends_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    const acts = SentActName.options.map((name) => [`/${name}`, actOf(name).action] as const)
    for (const [page, action] of [...places, ...acts]) {
      const { reply } = await who.arriveAt(`/sending/${id}${page}`)
      expect([page, reply.status]).toEqual([page, isPermitted(role, action) ? 200 : 403])
    }
  },
)

test('a handover of another organisation is not there', async ({ visitor, acceptedThere }) => {
  const { id } = await acceptedThere()
  const who = visitor('neighbour')
  await who.arriveAt('/probe')
  for (const [page] of places) {
    const { reply } = await who.arriveAt(`/sending/${id}${page}`)
    expect([page, reply.status]).toEqual([page, 404])
  }
})

test('whoever is not assigned to her reads why, and changes nothing', async ({
  visitor,
  acceptedThere,
  db,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  const who = visitor('colleague')
  const { text } = await who.arriveAt(href)
  expect(text).toContain('Only who is assigned to her does this')
  expect(text).not.toContain(`href="${href}/more"`)
  const { reply } = await who.send(`${href}/recall`, {
    key: '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d',
  })
  expect(reply.status).toBe(403)
  const events = await db
    .selectFrom('referral_event')
    .select('type')
    .where('referral_id', '=', id as never)
    .where('type', '=', 'recall_requested')
    .execute()
  expect(events).toEqual([])
})

test('without a second factor nothing more goes and nothing is exported', async ({
  signedIn,
  acceptedThere,
}) => {
  const { id } = await acceptedThere()
  const who = await signedIn('case_worker')
  for (const page of ['/more', '/correct', '/evidence', '/evidence.json']) {
    const { reply } = await who.get(`/sending/${id}${page}`)
    expect([page, reply.status, reply.headers.get('location')?.split('?')[0]]).toEqual([
      page,
      303,
      '/sign-in/confirm',
    ])
  }
  const { reply } = await who.send(`/sending/${id}/more-ask`)
  expect(reply.status).toBe(403)
})
