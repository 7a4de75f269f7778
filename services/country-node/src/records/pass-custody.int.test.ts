import { verifyCustody } from '@causeway/protocol/record'
import { identityOf } from '@causeway/protocol/suite'
import { Custody } from '@causeway/schemas/record'
import { describe, expect } from 'vitest'
import { test as base } from '../../test/journey-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { anAgreement, anItem, asTold } from '../../test/record.ts'
import { changedRows } from '../../test/rows.ts'
import { packetsTo, sentTo } from '../../test/sent.ts'
import { react } from '../referrals/react.ts'
import { signRecord } from './issue-record.ts'

const exchange = { wake: () => {} }

/** She is in care there; `withheld` when no packet could go before. */
const test = base.extend(
  'inCareThere',
  { scope: 'file' },
  ({ acceptedThere, node, ro, say }) =>
    async ({ withheld = false } = {}) => {
      const told = await acceptedThere()
      const expire = (expires_at: number) =>
        node.db
          .updateTable('agreement')
          .set({ expires_at })
          .where('id', '=', told.agreement as never)
          .execute()
      if (withheld) await expire(nowInSeconds())
      await react(node, exchange, told.id as never)
      const when = nowInSeconds()
      const met = { kind: 'travelled_alone', words: 'not_used', when, phoned_in: false }
      await say(ro, told.id, 'arrived', { data: met })
      await say(ro, told.id, 'in_care', { data: { when, phoned_in: false, feedback: 'none' } })
      const custody = async () =>
        (await sentTo(ro, node, told.id))
          .filter(({ event }) => event.type === 'custody_passed')
          .map(({ event, body }) => ({
            data: event.data,
            jwt: Custody.parse(JSON.parse(body?.json ?? '{}')).record,
          }))
      return { ...told, react: () => react(node, exchange, told.id as never), custody }
    },
)

describe('once she is in care there', () => {
  test('the record is signed over, once, without a word of it changed', async ({
    inCareThere,
    node,
    ro,
  }) => {
    const { id, react: reactAgain, custody } = await inCareThere()
    const rows = await changedRows(node.db, reactAgain)
    const once = { audit: 1, outbox: 1, referral_event: 1 }
    expect(rows).toMatchObject({ ...once, issued_record: 1 })
    expect(await changedRows(node.db, reactAgain)).toEqual({})
    const [sent] = await packetsTo(ro, node, id)
    const [passed, ...more] = await custody()
    expect(more).toEqual([])
    const held = sent?.shown[0]?.jwt ?? ''
    const jwt = passed?.jwt ?? ''
    const { record } = verifyCustody(jwt, held, ro.id, node.directory, nowInSeconds())
    expect(record).toMatchObject({ rev: 2, cnf: { kid: 'node:ro' } })
    expect(passed?.data).toMatchObject({ superseded: identityOf(held), by: identityOf(jwt) })
  })

  test('nothing is passed when nothing went', async ({ inCareThere, node }) => {
    const { react: reactAgain, custody } = await inCareThere({ withheld: true })
    expect(await changedRows(node.db, reactAgain)).toEqual({})
    expect(await custody()).toEqual([])
  })

  test('what is told here later takes the record back to sign it, and passes it on again', async ({
    inCareThere,
    as,
    network,
    node,
    ro,
  }) => {
    const { id, person, react: reactAgain, custody } = await inCareThere()
    await reactAgain()
    const worker = await as('case_worker')
    const items = ['summary_short' as const]
    await worker.post(`/people/${person}/items`, asTold([anItem('summary_short', 'synthetic')]))
    const given = anAgreement(network.receiver, { items })
    const agreement = (await worker.post(`/people/${person}/agreements`, given)).json().id
    const wish = { items, tier: 't3', agreement, because: 'synthetic' }
    expect((await worker.post(`/referrals/${id}/disclosures`, wish)).statusCode).toBe(200)
    await reactAgain()
    const [, more] = await packetsTo(ro, node, id)
    expect(more?.shown[0]?.record).toMatchObject({ rev: 3, cnf: { kid: 'node:gb' } })
    const [first, second] = await custody()
    expect(more?.shown[0]?.record.prev).toBe(identityOf(first?.jwt ?? ''))
    const held = more?.shown[0]?.jwt ?? ''
    const next = verifyCustody(second?.jwt ?? '', held, ro.id, node.directory, nowInSeconds())
    expect(next.record.rev).toBe(4)
  })
})

test('two nodes cannot join what they hold: no id, salt or digest of it is the same', async ({
  inCareThere,
  node,
  nl,
  ro,
}) => {
  const { person } = await inCareThere()
  const here = await signRecord(node.db, node, person as never, ro.id)
  const there = await signRecord(node.db, node, person as never, nl.id)
  expect(here.record.disclosures.length).toBeGreaterThan(5)
  expect(there.rec).not.toBe(here.rec)
  const texts = new Set(here.record.disclosures.map(({ text }) => text))
  expect(there.record.disclosures.filter(({ text }) => texts.has(text))).toEqual([])
})

test('with the key of a group go its disclosures; the rest of the record can still be shown', async ({
  inCareThere,
  node,
  ro,
}) => {
  const { person } = await inCareThere()
  const before = await signRecord(node.db, node, person as never, ro.id)
  await node.db
    .deleteFrom('data_key')
    .where('subject_id', '=', person)
    .where('category', '=', 'identity')
    .execute()
  const after = await signRecord(node.db, node, person as never, ro.id)
  const groups = (own: typeof before) => new Set(own.record.disclosures.map((it) => it.category))
  expect(groups(before)).toContain('identity')
  expect([...groups(after)].toSorted()).toEqual(
    [...groups(before)].filter((group) => group !== 'identity').toSorted(),
  )
  expect(after.record.jwt).toBe(before.record.jwt)
})
