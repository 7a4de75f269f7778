import { meetingWordsOf } from '@causeway/protocol/meeting'
import { expect } from 'vitest'
import { test } from '../../test/journey-test.ts'
import { anId } from '../../test/peer.ts'

test('the card of this handover matches, however it is typed, and no other one does', async ({
  plannedHere,
  as,
  db,
  owner,
}) => {
  const { id, card } = await plannedHere()
  const worker = await as('case_worker')
  const match = async (code: string) =>
    (await worker.post(`/referrals/${id}/match-card`, { code })).json().matches
  expect(await match(card)).toBe(true)
  expect(await match(card.toLowerCase().replaceAll('-', ' '))).toBe(true)
  expect(await match(meetingWordsOf(anId(), id).card)).toBe(false)
  expect(await match(`${card.slice(0, -1)}`)).toBe(false)

  const { meeting_tries } = await db
    .selectFrom('referral')
    .select('meeting_tries')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(meeting_tries).toBe(0)
  const audited = await owner.selectFrom('audit').select('entry').orderBy('n').execute()
  const looks = audited
    .map(({ entry }) => JSON.parse(entry))
    .filter(({ act, subject }) => act === 'card.match' && subject === id)
  expect(looks.map(({ detail }) => detail.matches)).toEqual(['yes', 'yes', 'no', 'no'])
  expect(JSON.stringify(looks)).not.toContain(card)
})

test('nobody holds a card against a referral where she is not to be met', async ({
  acceptedHere,
  plannedHere,
  plannedThere,
  as,
}) => {
  const worker = await as('case_worker')
  const statusOf = async (id: string, code = 'K7QM-2XRT-9VCB') =>
    (await worker.post(`/referrals/${id}/match-card`, { code })).statusCode
  expect(await statusOf((await acceptedHere()).id)).toBe(404)
  expect(await statusOf((await plannedThere()).id)).toBe(404)

  const { id, card } = await plannedHere()
  expect(await statusOf(id, '')).toBe(400)
  const met = { kind: 'by_plan', words: 'forgotten', phoned_in: false }
  expect((await worker.post(`/referrals/${id}/arrive`, met)).statusCode).toBe(200)
  expect(await statusOf(id, card)).toBe(404)
})
