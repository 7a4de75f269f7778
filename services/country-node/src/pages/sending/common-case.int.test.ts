import { expect } from 'vitest'
import { ownEvents } from '../../../test/conversation.ts'
import { hiddenIn, test } from '../../../test/sent-pages.ts'
import { steps } from './read-draft.ts'

/** Where the one button of "what happens next" leads. */
const nextOn = (page: string): string =>
  /class="govuk-button" href="([^"]*)"/.exec(page)?.[1] ?? 'nowhere'

/** Of the six acts that commit the two sides, three are the sender's. */
test('a return is four pages, and commits its sender three times: send, confirm, leaving', async ({
  worker,
  acceptedThere,
  aProposal,
  say,
  ro,
  db,
}) => {
  expect(steps).toEqual(['return', 'person', 'safety', 'agree'])
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  let commits = (await ownEvents(db, id)).length
  expect(commits).toBe(1)
  const commit = async (form: Record<string, string>) => {
    const path = nextOn(await worker.see(href))
    const page = await worker.see(path)
    const hash = hiddenIn(page, 'hash')
    const done = await worker.fill(page, path, { ...form, ...(hash ? { hash } : {}) })
    expect([path, done.status]).toEqual([path, 303])
    commits += 1
  }

  await say(ro, id, 'plan_signed', aProposal.signature())
  await commit({
    plan_risk: 'medium',
    valid_until: '2099-01-01',
    warm_handover: 'done',
    first_on_call: 'Synthetic Ada',
    second_on_call: 'Synthetic Bea',
    plan_phone: '+441700123456',
  })
  await commit({ still_wants_to: 'yes', told_by_phone: 'no', leg: '1' })

  expect((await ownEvents(db, id)).map(({ type }) => type)).toEqual([
    'offered',
    'plan_signed',
    'departed',
  ])
  expect(commits).toBe(3)
})
