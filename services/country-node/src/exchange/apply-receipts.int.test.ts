import { identityOf, signJws } from '@causeway/protocol/suite'
import type { Identity } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { test as base } from '../../test/hub-test.ts'
import { aDigest, nowInSeconds, type Peer } from '../../test/peer.ts'
import { changedRows } from '../../test/rows.ts'
import { anOffered } from '../../test/story.ts'
import { dispatch } from './dispatch.ts'

const test = base.extend(
  'sent',
  { scope: 'file' },
  ({ as, network: { receiver }, node, client }) =>
    async () => {
      const { id } = await anOffered(await as('case_worker'), receiver)
      await dispatch(node, client, receiver.node)
      const row = await node.db
        .selectFrom('outbox')
        .select(['identity', 'event_identity'])
        .where('referral_id', '=', id as never)
        .executeTakeFirstOrThrow()
      return { id, env: row.identity as Identity, event: row.event_identity as Identity }
    },
)

const inEnvelope = (ro: Peer, receipt: string) =>
  ro.post([{ type: 'receipt', receipts: [receipt] }])

test('what is applied there is settled here: neither ciphertext nor body stay', async ({
  sent,
  ro,
  receive,
  node,
}) => {
  const { env, event } = await sent()
  await receive(await inEnvelope(ro, ro.receipt({ env, event, kind: 'applied' })))
  const row = await node.db.selectFrom('outbox').selectAll().where('identity', '=', env).execute()
  expect(row).toMatchObject([{ ct: null }])
  expect(row[0]?.settled_at).not.toBeNull()
  const kept = await node.db
    .selectFrom('referral_event')
    .select('body_sealed')
    .where('identity', '=', event)
    .execute()
  expect(kept).toEqual([{ body_sealed: null }])
})

test('a rejection is kept and raises an alarm; the same receipt twice is kept once', async ({
  sent,
  ro,
  receive,
  lines,
  node,
}) => {
  const { env } = await sent()
  const receipt = ro.receipt({ env, kind: 'rejected', code: 'consent' })
  await receive(await inEnvelope(ro, receipt))
  expect(lines.join('')).toContain('"alarm":"envelope_rejected"')
  const again = await inEnvelope(ro, receipt)
  expect(await changedRows(node.db, () => receive(again))).toEqual({ inbox: 1 })
})

describe('receipts that do not hold change nothing and are never receipted', () => {
  interface Scene {
    ro: Peer
    nl: Peer
    env: Identity
    event: Identity
  }
  const cases: [string, string, (scene: Scene) => string][] = [
    [
      'about an envelope that we never sent',
      'state',
      ({ ro }) => ro.receipt({ env: aDigest(), kind: 'applied' }),
    ],
    [
      'about an event that was not in it',
      'state',
      ({ ro, env }) => ro.receipt({ env, event: aDigest(), kind: 'applied' }),
    ],
    ['of another node', 'key', ({ nl, env, event }) => nl.receipt({ env, event, kind: 'applied' })],
    [
      'in the name of another node',
      'key',
      ({ ro, nl, env }) => ro.receipt({ env, kind: 'applied', by: nl.signer }),
    ],
    [
      'with a kind that there is not',
      'schema',
      ({ ro, env }) =>
        signJws('cw-receipt+jws', { kind: 'read', by: 'ro', env, at: nowInSeconds() }, ro.signer),
    ],
    [
      'a rejection without a code',
      'schema',
      ({ ro, env }) =>
        signJws(
          'cw-receipt+jws',
          { kind: 'rejected', by: 'ro', env, at: nowInSeconds() },
          ro.signer,
        ),
    ],
    [
      'altered',
      'signature',
      ({ ro, env }) => {
        const [head, , tail] = ro.receipt({ env, kind: 'applied' }).split('.')
        const [, body] = ro.receipt({ env, kind: 'retrieved' }).split('.')
        return [head, body, tail].join('.')
      },
    ],
  ]
  for (const [what, code, make] of cases) {
    test(`${what}: ${code}`, async ({ sent, ro, nl, receive, node }) => {
      const { env, event } = await sent()
      const mail = await inEnvelope(ro, make({ ro, nl, env, event }))
      const rows = await changedRows(node.db, async () => {
        expect(await receive(mail)).toMatchObject({ outcome: 'rejected' })
      })
      expect(rows).toEqual({ inbox: 1 })
      const kept = await node.db
        .selectFrom('inbox')
        .select('code')
        .where('identity', '=', identityOf(mail.envelope))
        .execute()
      expect(kept).toEqual([{ code }])
    })
  }
})
