import { expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { test } from '../../../test/sign-in-test.ts'

test('whoever meets her types the code of her card and is told, and her answer still counts five', async ({
  plannedHere,
  signedIn,
  db,
}) => {
  const { id, card } = await plannedHere()
  const worker = aPageVisitor(await signedIn('case_worker'))
  const meet = `/receiving/${id}/meet`
  const type = async (card_code: string) =>
    worker.fill(await worker.see(meet), `/receiving/${id}/card`, { card_code })

  const right = await type(card.toLowerCase().replaceAll('-', ' '))
  expect([right.status, right.to]).toEqual([303, `${meet}?done=card_matches`])
  expect(await worker.see(right.to ?? '')).toContain('belongs to this handover')
  const wrong = await type('K7QM-2XRT-9VCB')
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('value="K7QM-2XRT-9VCB"')
  expect(wrong.text).toContain('not the code of this handover')
  expect((await type(' ')).status).toBe(422)

  const { meeting_tries } = await db
    .selectFrom('referral')
    .select('meeting_tries')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(meeting_tries).toBe(0)
})
