import { describe, expect, test } from 'vitest'
import { Offer, offerItems, Packet } from './bodies.ts'
import { categoryOf, ItemCode } from './items.ts'
import { returnPolicy } from './return-policy.ts'

const offer = {
  purpose: 'return',
  services: ['safe_housing'],
  urgency: 'urgent',
  arrival_week: '2026-W49',
  lead_organisation: 'AAAAAAAAAAAAAAAAAAAAAA',
  agreed_groups: ['identity', 'contact_safe'],
  person: { age_band: 'from_21_to_23', gender: 'feminine', spoken_languages: ['ron'] },
}
const isTaken = (value: unknown) => Offer.safeParse(value).success
const withPerson = (more: object) => ({ ...offer, person: { ...offer.person, ...more } })

describe('a tier 1 offer', () => {
  test('is taken as described', () => {
    expect(Offer.parse(offer)).toEqual(offer)
  })

  test.each(ItemCode.options.filter((code) => !(offerItems as string[]).includes(code)))(
    'has no place for %s',
    (code) => {
      expect(isTaken({ ...offer, [code]: 'x' })).toBe(false)
      expect(isTaken(withPerson({ [code]: 'x' }))).toBe(false)
    },
  )

  test('holds nothing of identity but age band and gender, nothing of contact, documents or story', () => {
    const groups = offerItems.filter((code) => categoryOf(code) === 'identity')
    expect(groups).toEqual(['age_band', 'gender'])
    const forbidden = ['contact_safe', 'documents', 'narrative', 'health', 'family_dependants']
    for (const code of offerItems) expect(forbidden).not.toContain(categoryOf(code))
  })

  test.each([
    ['a name among the needs', { ...offer, services: ['Ana Example'] }],
    ['a date for a week', { ...offer, arrival_week: '2026-12-03' }],
    ['an age for an age band', withPerson({ age_band: '22' })],
    ['a name among the languages', withPerson({ spoken_languages: ['Ana'] })],
    ['an address for a region', withPerson({ return_region: '1 Example Street' })],
    ['a name among the groups', { ...offer, agreed_groups: ['Ana Example'] }],
    ['a key of any other name', { ...offer, note: 'Ana Example' }],
  ])('refuses %s', (_, value) => {
    expect(isTaken(value)).toBe(false)
  })

  test('no field of it takes free text', () => {
    const text = 'Ana Example, born 1999, +40700000000'
    for (const key of Object.keys(offer)) expect(isTaken({ ...offer, [key]: text })).toBe(false)
    for (const code of offerItems) {
      expect(isTaken(withPerson({ [code]: text }))).toBe(false)
      expect(isTaken(withPerson({ [code]: [text] }))).toBe(false)
    }
  })
})

describe('the policy that a network starts from', () => {
  const itemsOf = (tier: string) =>
    returnPolicy.rules.filter((rule) => rule.tier === tier).flatMap((rule) => rule.items)

  test('names known items only, and for an offer just those it has a place for', () => {
    for (const { items } of returnPolicy.rules) {
      for (const code of items) expect(ItemCode.options).toContain(code)
    }
    expect(itemsOf('t1')).toEqual(offerItems)
  })

  test('lets nothing of her story go with offer or packet, and nothing else at tier 3', () => {
    const story = ItemCode.options.filter((code) => categoryOf(code) === 'narrative')
    expect(itemsOf('t3').toSorted()).toEqual(story.toSorted())
    for (const code of story) expect([...itemsOf('t1'), ...itemsOf('t2')]).not.toContain(code)
  })
})

test('a packet is presentations and topics, and refuses what is neither', () => {
  const topic = { topic: 'full_account', because: 'told', times_asked: 1 }
  const packet = { presentations: ['a~b~c'], do_not_ask: [topic] }
  expect(Packet.safeParse(packet).success).toBe(true)
  expect(Packet.safeParse({ ...packet, presentations: [] }).success).toBe(false)
  expect(Packet.safeParse({ ...packet, items: [{}] }).success).toBe(false)
  const noted = { ...packet, do_not_ask: [{ ...topic, note: 'x' }] }
  expect(Packet.safeParse(noted).success).toBe(false)
})
