import type { ItemEntry } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { expect } from 'vitest'
import { anAgreement, anItem, heard } from '../../test/record.ts'
import { agreed, aReadyRecord, aWish } from '../../test/story.ts'
import { DURESS_PIN, PIN, test } from '../../test/window-test.ts'

/** Letters that stand in no text of ours. */
const mark = fc.stringMatching(/^Zq[a-z]{8}xj$/)
const free: ItemEntry['code'][] = [
  'full_name',
  'birth_place',
  'safe_address',
  'contact_rules',
  'health_conditions',
  'travel_notes',
  'risk_assessment',
  'summary_short',
  'full_account',
]

test('no value of her record, and no name of anybody, is on a page, in an address or in the log', async ({
  lines,
  as,
  network,
  opened,
  entered,
  say,
  ro,
}) => {
  const worker = await as('case_worker')
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(mark, { minLength: free.length + 2, maxLength: free.length + 2 }),
      fc.constantFrom(PIN, DURESS_PIN),
      async (marks, pin) => {
        const [meeter = '', deputy = '', ...values] = marks
        const base = aReadyRecord()
        const items = [
          ...base.items.filter(({ code }) => !free.includes(code)),
          ...free.map((code, at) => anItem(code, values[at])),
        ]
        const told = await worker.post('/people', { ...base, heard, items })
        expect(told.statusCode).toBe(201)
        const person = told.json().id as string
        const given = anAgreement(network.receiver, { items: [...agreed, 'health_conditions'] })
        const agreement = (await worker.post(`/people/${person}/agreements`, given)).json().id
        const wish = aWish(person, agreement, network.receiver)
        const id = (await worker.post('/referrals', wish)).json().id as RandomId
        expect((await worker.post(`/referrals/${id}/offer`, {})).statusCode).toBe(200)
        const body = { worker: meeter, deputy, duty_phone: '+40700123499' }
        const data = { services: ['safe_housing'], not_accepted: ['legal_aid'] }
        await say(ro, id, 'accepted', { data, body })

        const code = await opened(person)
        lines.length = 0
        const her = await entered(code, pin)
        const seen: string[] = []
        for (let acts = 0; acts < 3; acts += 1) {
          const page = await her.see()
          const offers = await her.offers(page)
          for (const href of offers) seen.push(href, await her.see(href))
          seen.push(page)
          const next = offers[acts % offers.length]
          if (next === undefined) break
          const act = await her.act(next)
          seen.push(act.text, act.reply.headers.get('location') ?? '')
        }
        const secrets = [...marks, person, agreement, '+40700123457', '+40700123499', code]
        const shown = [...seen, ...lines].join('\n')
        expect(secrets.filter((secret) => shown.includes(secret))).toEqual([])
        expect(shown).toContain('Example Shelter Agency')
        expect(shown).toContain('Health')
      },
    ),
    { numRuns: 3 },
  )
})
