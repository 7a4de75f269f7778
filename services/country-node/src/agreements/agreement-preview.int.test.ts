import { apiProblems } from '@causeway/schemas/problems'
import { type ItemCode, offerItems } from '@causeway/schemas/record'
import { describe, expect } from 'vitest'
import { expectProblem } from '../../test/agreements.ts'
import { test } from '../../test/node-test.ts'
import { anItem, heard, noItem } from '../../test/record.ts'
import { changedRows } from '../../test/rows.ts'

const record = {
  heard,
  items: [
    anItem('full_name', 'Synthetic Zqxvjw'),
    anItem('age_band', 'from_27_to_29'),
    noItem('gender', 'declined_to_say'),
    anItem('safe_phone', '+40700123457'),
    anItem('birth_place', 'Example'),
    anItem('summary_short', 'A synthetic story Zqxvjw'),
    { ...anItem('medication', 'Examplamine'), purpose: ['support'] },
  ],
}
const wish = (receiver: object, items: ItemCode[]) => ({
  receiver,
  purpose: 'return',
  services: ['medical_care'],
  items,
})

describe('POST /people/:id/agreements/preview', () => {
  test('shows what would go before and after acceptance, and why the rest stays', async ({
    as,
    network: { receiver },
    db,
  }) => {
    const worker = await as('case_worker')
    const { id } = (await worker.post('/people', record)).json()
    const items: ItemCode[] = [
      'full_name',
      'age_band',
      'gender',
      'birth_place',
      'summary_short',
      'medication',
      'allergies',
    ]
    let reply = { statusCode: 0, json: () => ({}) as never }
    const look = async () => {
      reply = await worker.post(`/people/${id}/agreements/preview`, wish(receiver, items))
    }
    expect(await changedRows(db, look)).toEqual({ audit: 1 })
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toEqual({
      they_will_see: {
        before_acceptance: [{ code: 'age_band', v: 'from_27_to_29' }],
        after_acceptance: [
          { code: 'age_band', v: 'from_27_to_29' },
          { code: 'full_name', v: 'Synthetic Zqxvjw' },
          { code: 'gender', none: 'declined_to_say' },
        ],
      },
      stays_here: [
        { code: 'birth_place', because: 'policy' },
        { code: 'safe_phone', because: 'not_chosen' },
        { code: 'medication', because: 'not_for_this_purpose' },
        { code: 'allergies', because: 'not_recorded' },
        { code: 'summary_short', because: 'story' },
      ],
      suggested: ['age_band', 'safe_phone', 'full_name'],
    })
  })

  test('with nothing chosen nothing would go, and the same is suggested', async ({
    as,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id } = (await worker.post('/people', record)).json()
    const reply = await worker.post(`/people/${id}/agreements/preview`, wish(receiver, []))
    const { they_will_see, stays_here, suggested } = reply.json()
    expect(they_will_see).toEqual({ before_acceptance: [], after_acceptance: [] })
    expect(stays_here).toHaveLength(record.items.length)
    expect(suggested).toEqual(['age_band', 'safe_phone', 'full_name'])
  })

  test('what it shows is what the offer and the packet then hold', async ({
    as,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id: person } = (await worker.post('/people', record)).json()
    const items: ItemCode[] = ['full_name', 'age_band', 'gender', 'safe_phone']
    const shown = (
      await worker.post(`/people/${person}/agreements/preview`, wish(receiver, items))
    ).json()
    const given = {
      ...wish(receiver, items),
      answer: 'given',
      basis: { identity: { art6: 'e' }, contact_safe: { art6: 'e' } },
      notice: { id: 'agreement_to_share', version: 1, lang: 'eng' },
      expires_in_days: 30,
      lang: 'eng',
      text: 'Synthetic wording.',
      how: 'spoken',
      interpreter: 'none_needed',
    }
    const { services: _, ...agreement } = given
    const agreed = await worker.post(`/people/${person}/agreements`, agreement)
    const draft = {
      ...wish(receiver, items),
      person,
      agreement: agreed.json().id,
      urgency: 'normal',
    }
    const { id } = (await worker.post('/referrals', draft)).json()
    const preview = (await worker.get(`/referrals/${id}/preview`)).json()
    const codes = (list: { code: ItemCode }[]) => list.map(({ code }) => code).toSorted()
    expect(Object.keys(preview.offer.person).toSorted()).toEqual(
      codes(shown.they_will_see.before_acceptance),
    )
    expect(preview.packet.toSorted()).toEqual(codes(shown.they_will_see.after_acceptance))
    expect(preview.stays).toEqual(expect.arrayContaining(shown.stays_here))
    expect(codes(shown.they_will_see.before_acceptance)).toEqual(
      items.filter((code) => offerItems.includes(code as never) && code !== 'gender'),
    )
  })

  test('says nothing of a receiver that is not in the directory, nor of a missing person', async ({
    as,
    network: { receiver },
    context,
  }) => {
    const worker = await as('case_worker')
    const { id } = (await worker.post('/people', record)).json()
    const nobody = { ...receiver, org: context.randomId() }
    const url = (person: string) => `/people/${person}/agreements/preview`
    expectProblem(await worker.post(url(id), wish(nobody, [])), 'organisation-unknown')
    const missing = await worker.post(url(context.randomId()), wish(receiver, []))
    expect(missing.statusCode).toBe(apiProblems['not-found'].status)
  })
})
