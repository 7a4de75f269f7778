import type { Message } from '@causeway/schemas/record'
import { changeAt } from '@causeway/testkit/tamper'
import fc from 'fast-check'
import { expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anOffer } from '../../test/offers.ts'
import { aDigest, anId } from '../../test/peer.ts'
import { changedRows } from '../../test/rows.ts'

/** Where a change may strike, as a share of the length. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const struck = (text: string, share: number) => changeAt(text, Math.floor(share * text.length))

/** Tables in which a refusal may be remembered. */
const isNoMore = (rows: Record<string, number>) =>
  Object.keys(rows).every((table) => table === 'inbox' || table === 'owed_receipt')

test('any letter changed in an envelope or its ciphertext changes no row at all', async ({
  node,
  ro,
  parties,
  receive,
}) => {
  const mail = await ro.post([anOffer(ro, parties).message])
  const part = fc.constantFrom('envelope', 'ct')
  const rows = await changedRows(node.db, () =>
    fc.assert(
      fc.asyncProperty(part as fc.Arbitrary<'envelope' | 'ct'>, place, async (name, share) => {
        const { outcome } = await receive({ ...mail, [name]: struck(mail[name], share) })
        expect(outcome).toBe('unverifiable')
      }),
      { numRuns: 300 },
    ),
  )
  expect(rows).toEqual({})
  expect(await receive(mail)).toMatchObject({ outcome: 'applied' })
})

test('any letter changed in an event, body, grant or receipt is refused, and that is all', async ({
  node,
  ro,
  parties,
  receive,
}) => {
  const what = fc.constantFrom('event', 'json', 'salt', 'grant', 'receipt')
  const rows = await changedRows(node.db, () =>
    fc.assert(
      fc.asyncProperty(what, place, async (name, share) => {
        const { message } = anOffer(ro, parties)
        const messages: Record<string, Message> = {
          event: { ...message, event: struck(message.event, share) },
          json: { ...message, body: changedBody('json') },
          salt: { ...message, body: changedBody('salt') },
          grant: { ...message, grants: (message.grants ?? []).map((it) => struck(it, share)) },
          receipt: {
            type: 'receipt',
            receipts: [struck(ro.receipt({ env: aDigest(), kind: 'applied' }), share)],
          },
        }
        function changedBody(member: 'json' | 'salt') {
          const { json = '', salt = aDigest() } = message.body ?? {}
          const body = { json, salt, [member]: struck(member === 'json' ? json : salt, share) }
          return body as NonNullable<typeof message.body>
        }
        const mail = await postAnyhow(messages[name] as Message)
        expect((await receive(mail)).outcome).toBe('rejected')
      }),
      { numRuns: 300 },
    ),
  )
  expect(isNoMore(rows)).toBe(true)
  expect(await receive(await ro.post([anOffer(ro, parties).message]))).toMatchObject({
    outcome: 'applied',
  })

  /** A dot that was struck out makes a message that nobody can even seal by the schema. */
  async function postAnyhow(message: Message) {
    const content = { v: 1, id: anId(), from: ro.id, to: 'gb', salt: aDigest() }
    const plaintext = Buffer.from(JSON.stringify({ ...content, messages: [message] }))
    return ro.post([message], {}).catch(() => ro.post([], { id: content.id, plaintext }))
  }
})
