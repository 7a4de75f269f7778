import { expect } from 'vitest'
import { aHalf, aPlanText } from '../../../test/plans.ts'
import { test } from '../../../test/sent-pages.ts'

/** The lines of the first page that lead to one handover. */
const needsIn = (page: string, href: string): string[] =>
  [...page.matchAll(/<a class="govuk-link" href="([^"]*)">([^<]*)<\/a>/g)].flatMap(
    ([, to, text = '']) => (to === href ? [text] : []),
  )

const aQuestion = { data: { question: 'other', pauses_clock: false }, body: { text: 'A coat?' } }

test('what the other side waits for is on the first page of who sent it, until it is done', async ({
  worker,
  as,
  acceptedThere,
  aProposal,
  say,
  ro,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  const home = async () => needsIn(await worker.see('/'), href)
  expect(await home()).toEqual([])

  await say(ro, id, 'asked', aQuestion)
  await say(ro, id, 'plan_signed', aProposal.signature())
  expect(await home()).toEqual(['Confirm their plan', 'Answer their question'])

  const api = await as('case_worker')
  const [question] = (await api.get(`/referrals/${id}/questions`)).json().questions
  await api.post(`/referrals/${id}/questions/${question.id}/answer`, { text: 'A red one.' })
  expect(await home()).toEqual(['Confirm their plan'])
  const done = await api.post(`/referrals/${id}/plan/confirm`, aProposal.confirmation())
  expect(done.statusCode).toBe(200)
  expect(await home()).toEqual(['She is due to leave'])
})

test('a plan that we have signed waits for the other side, and not for us', async ({
  worker,
  as,
  acceptedHere,
  say,
  ro,
}) => {
  const { id } = await acceptedHere()
  const home = async () => needsIn(await worker.see('/'), `/receiving/${id}`)
  expect(await home()).toEqual(['Plan who meets her and where she sleeps the first night'])
  const signed = await (await as('case_worker')).post(`/referrals/${id}/plan`, {
    ...aHalf(),
    plan: aPlanText(),
  })
  expect(signed.statusCode).toBe(200)
  expect(await home()).toEqual([])
  const page = await worker.see(`/receiving/${id}`)
  expect(page).toContain('You have signed the plan. It waits for the other side.')
  expect(page).not.toContain(`class="govuk-button" href="/receiving/${id}/plan`)
  expect(page).toContain(`href="/receiving/${id}/plan`)
  await say(ro, id, 'recall_requested')
  expect(await home()).toEqual(['They ask for the handover back'])
})
