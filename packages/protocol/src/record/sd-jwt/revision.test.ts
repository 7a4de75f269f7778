import { Category, categoryOf, type ItemCode, RecordItem } from '@causeway/schemas/record'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idOf, NOW, nodeId, testNetwork } from '../../../test/network.ts'
import {
  changeItem,
  fixedRandomness,
  issueRevision,
  issueTo,
  items,
  recordClaims,
} from '../../../test/signed-record.ts'
import { identityOf, readJws } from '../../suite/index.ts'
import { type IssuedRecord, issueRecord, verifyHeld } from '../index.ts'
import { digestsIn, readCategory } from './digest-list.ts'
import { decodeDisclosure } from './disclosure.ts'

const { keys, directory } = await testNetwork()
const first = issueTo(keys.gb)

const revise = (previous: IssuedRecord, to: readonly RecordItem[], label?: string) =>
  issueRevision(previous, to, keys.gb, label)

const payloadOf = ({ jwt }: IssuedRecord) =>
  readJws('cw-record+sd-jwt', jwt).payload as { _sd: string[] }
const textOf = ({ disclosures }: IssuedRecord, category: Category, code?: ItemCode) =>
  disclosures.find((it) => it.category === category && it.code === code)?.text
const digestsOf = (issued: IssuedRecord, category: Category): string[] => {
  const text = textOf(issued, category)
  return text ? digestsIn(readCategory(decodeDisclosure(text))) : []
}
/** How many of one are not in the other. */
const changed = (one: readonly string[], other: readonly string[]) =>
  one.filter((digest) => !other.includes(digest)).length
const verify = (issued: IssuedRecord, texts = issued.disclosures.map(({ text }) => text)) =>
  verifyHeld(issued.jwt, texts, directory, NOW)

describe('a first record', () => {
  test('has all items, groups before their items, and as many digests as any other', () => {
    const read = verify(first)
    expect(new Set(read.items)).toEqual(new Set(items))
    expect(read.record).toMatchObject({ iss: 'gb', rec: idOf('record'), rev: 1, prev: null })
    const empty = issueTo(keys.gb, { items: [] })
    for (const issued of [first, empty]) expect(payloadOf(issued)._sd).toHaveLength(16)
    expect(empty.jwt.split('.')[1]).toHaveLength(first.jwt.split('.')[1]?.length ?? 0)
    for (const category of Category.options) {
      expect([0, 32]).toContain(digestsOf(first, category).length)
    }
  })

  test('takes each item once, and of its own form only', () => {
    expect(() => issueTo(keys.gb, { items: [...items, ...items.slice(0, 1)] })).toThrow(TypeError)
    expect(() => issueTo(keys.gb, { items: [{ ...items[0], v: 7 }] })).toThrow()
  })

  test('does not show by its order in which order things were told', () => {
    const again = issueTo(keys.gb, { items: items.toReversed() })
    expect(again.disclosures).toEqual(first.disclosures)
    expect(payloadOf(again)).toEqual(payloadOf(first))
  })
})

describe('a revision', () => {
  test('of nothing is the record itself', () => {
    expect(revise(first, items)).toBe(first)
    expect(revise(first, items.toReversed())).toBe(first)
  })

  test('of one item changes its digest and that of its group, and no other', () => {
    const next = revise(first, changeItem('safe_phone', '+40700000001'))
    expect(verify(next).record).toMatchObject({ rev: 2, prev: identityOf(first.jwt) })
    expect(changed(payloadOf(next)._sd, payloadOf(first)._sd)).toBe(1)
    expect(changed(digestsOf(next, 'contact_safe'), digestsOf(first, 'contact_safe'))).toBe(1)
    for (const { category, code, text } of first.disclosures) {
      const isTouched = category === 'contact_safe' && code !== 'contact_rules'
      expect(textOf(next, category, code) === text).toBe(!isTouched)
    }
  })

  test('of another custodian is one, with the same digests', () => {
    const next = issueRecord(
      { ...recordClaims, items, previous: first, custodian: nodeId('ro') },
      fixedRandomness('x'),
      keys.gb,
    )
    expect(verify(next).record).toMatchObject({ rev: 2, cnf: { kid: 'node:ro' } })
    expect(payloadOf(next)._sd).toEqual(payloadOf(first)._sd)
    expect(next.disclosures).toEqual(first.disclosures)
  })

  test('is one of the same record by the same issuer', () => {
    const change = { items, previous: first }
    const other = { ...recordClaims, ...change, rec: idOf('other') }
    const foreign = { ...recordClaims, ...change, iss: nodeId('ro') }
    for (const it of [other, foreign]) {
      expect(() => issueRecord(it, fixedRandomness(), keys.gb)).toThrow(TypeError)
    }
  })

  test('takes for something new the place of any decoy', () => {
    const before = digestsOf(first, 'identity')
    const more = [...items, RecordItem.parse({ ...items[0], code: 'birth_place' })]
    const places = Array.from({ length: 60 }, (_, n) => {
      const after = digestsOf(revise(first, more, `draw ${n}`), 'identity')
      return before.findIndex((digest) => !after.includes(digest))
    })
    expect(new Set(places).size).toBeGreaterThan(15)
  })
})

/** For each item whether it is there, and which of three values it has. */
const story = fc.array(fc.nat({ max: 3 }), { minLength: items.length, maxLength: items.length })
const itemsOf = (choice: readonly number[]) =>
  items.flatMap((item, at) => {
    const version = choice[at] ?? 0
    return version === 0 ? [] : [{ ...item, at: NOW - version }]
  })

test('through any changes: what stayed has its digest, what changed none, and nothing else moves', () => {
  fc.assert(
    fc.property(fc.array(story, { minLength: 2, maxLength: 5 }), (choices) => {
      let issued: IssuedRecord | undefined
      let before: RecordItem[] = []
      for (const [round, choice] of choices.entries()) {
        const now = itemsOf(choice)
        const random = fixedRandomness(`round ${round}`)
        const record = { ...recordClaims, items: now, ...(issued ? { previous: issued } : {}) }
        const next = issueRecord(record, random, keys.gb)
        expect(new Set(verify(next).items)).toEqual(new Set(now))
        if (issued) expectContinued(issued, before, next, now)
        issued = next
        before = now
      }
    }),
    { seed: 31, numRuns: 60 },
  )
})

function expectContinued(
  issued: IssuedRecord,
  before: readonly RecordItem[],
  next: IssuedRecord,
  now: readonly RecordItem[],
) {
  const versionOf = (list: readonly RecordItem[], code: ItemCode) =>
    list.find((item) => item.code === code)?.at
  const groups = { was: new Set<Category>(), is: new Set<Category>(), touched: 0 }
  for (const category of Category.options) {
    const codes = items.map(({ code }) => code).filter((code) => categoryOf(code) === category)
    const was = codes.filter((code) => versionOf(before, code) !== undefined)
    const is = codes.filter((code) => versionOf(now, code) !== undefined)
    const kept = codes.filter((code) => {
      const text = textOf(issued, category, code)
      return text !== undefined && text === textOf(next, category, code)
    })
    const same = was.filter((code) => versionOf(before, code) === versionOf(now, code))
    expect(kept).toEqual(same)
    if (was.length > 0) groups.was.add(category)
    if (is.length > 0) groups.is.add(category)
    const isTouched = same.length < Math.max(was.length, is.length)
    if (was.length === 0 || is.length === 0 || !isTouched) continue
    groups.touched += 1
    const digests = digestsOf(next, category)
    const more = Math.max(was.length, is.length) - same.length
    expect(changed(digests, digestsOf(issued, category))).toBe(more)
    const old = issued.disclosures.filter((it) => it.category === category)
    expect(() =>
      verify(
        next,
        old.map(({ text }) => text),
      ),
    ).toThrow()
  }
  const gone = changed([...groups.was], [...groups.is])
  const added = changed([...groups.is], [...groups.was])
  const moved = changed(payloadOf(next)._sd, payloadOf(issued)._sd)
  expect(moved).toBe(groups.touched + Math.max(gone, added))
}
