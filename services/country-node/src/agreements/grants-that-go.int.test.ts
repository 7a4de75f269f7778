import { readJws } from '@causeway/protocol/suite'
import { Grant } from '@causeway/schemas/record'
import { expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anAgreement } from '../../test/record.ts'
import { sentTo } from '../../test/sent.ts'
import { aPersonWhoAgreed, aWish } from '../../test/story.ts'

test('an offer carries the grants of what it shows and says nothing of other groups', async ({
  as,
  network: { receiver },
  node,
  ro,
}) => {
  const worker = await as('case_worker')
  const items = ['full_name', 'age_band', 'safe_phone', 'health_conditions'] as const
  const told = { agreement: { items: [...items] } }
  const { person, agreement } = await aPersonWhoAgreed(worker, receiver, told)
  const wish = aWish(person, agreement, receiver, { items: [...items] })
  const { id } = (await worker.post('/referrals', wish)).json()
  expect((await worker.post(`/referrals/${id}/offer`, {})).statusCode).toBe(200)

  const [offer] = await sentTo(ro, node, id)
  const grants = (offer?.grants ?? []).map((jws) =>
    Grant.parse(readJws('cw-grant+jws', jws).payload),
  )
  expect(grants.map(({ group, items: own }) => ({ group, own }))).toEqual([
    { group: 'identity', own: ['full_name', 'age_band'] },
  ])
})

test('two agreements together let an offer go, and one that was no free yes stops it', async ({
  as,
  network: { receiver },
}) => {
  const worker = await as('case_worker')
  const first = { agreement: { items: ['age_band' as const] } }
  const { person, agreement } = await aPersonWhoAgreed(worker, receiver, first)
  const wish = aWish(person, agreement, receiver, { items: ['age_band', 'safe_phone'] })
  expect((await worker.post('/referrals', wish)).json().type).toMatch(/item-not-agreed$/)

  const more = anAgreement(receiver, { items: ['safe_phone'] })
  const { id: second } = (await worker.post(`/people/${person}/agreements`, more)).json()
  const draft = await worker.post('/referrals', wish)
  expect(draft.statusCode).toBe(201)

  const doubt = { reason: 'duress_doubt' }
  await worker.post(`/agreements/${second}/invalidate`, doubt)
  const offer = () => worker.post(`/referrals/${draft.json().id}/offer`, {})
  expect((await offer()).json().type).toMatch(/item-not-agreed$/)
  await worker.post(`/agreements/${agreement}/invalidate`, doubt)
  expect((await offer()).json().type).toMatch(/agreement-not-in-force$/)
})
