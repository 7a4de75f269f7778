import { randomUUID } from 'node:crypto'
import { sha256 } from '@causeway/protocol/suite'
import { describe, expect } from 'vitest'
import { test } from '../../test/node-test.ts'
import { anItem, asTold, heard } from '../../test/record.ts'
import { idempotently } from './idempotency.ts'

const aRecord = (name = 'Ada') => asTold([anItem('known_as', name)])
const aPerson = (name?: string) => ({ heard, ...aRecord(name) })

describe('POST with an Idempotency-Key', () => {
  test('the same request again is answered again and has no second effect', async ({ as, db }) => {
    const worker = await as('case_worker')
    const key = randomUUID()
    const first = await worker.post('/people', aPerson(), key)
    const again = await worker.post('/people', aPerson(), key)

    expect(first.headers['idempotent-replayed']).toBe('false')
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect([again.statusCode, again.json()]).toEqual([201, first.json()])
    const { id } = first.json()
    const acts = await db.selectFrom('audit').select('entry').execute()
    expect(acts.filter((row) => row.entry.includes(id))).toHaveLength(1)
  })

  test('twenty at one moment have one effect and one answer', async ({ as, db }) => {
    const worker = await as('case_worker')
    const before = await db.selectFrom('person').select('id').execute()
    const key = randomUUID()
    const send = () => worker.post('/people', aPerson(), key)
    const replies = await Promise.all(Array.from({ length: 20 }, send))

    expect(new Set(replies.map((reply) => reply.statusCode))).toEqual(new Set([201]))
    expect(new Set(replies.map((reply) => reply.json().id)).size).toBe(1)
    const after = await db.selectFrom('person').select('id').execute()
    expect(after).toHaveLength(before.length + 1)
  })

  test('another body, address or method under the same key is refused', async ({ as }) => {
    const worker = await as('case_worker')
    const key = randomUUID()
    const { id } = (await worker.post('/people', aPerson(), key)).json()
    const others = [
      await worker.post('/people', aPerson('Eva'), key),
      await worker.post(`/people/${id}/items`, aRecord(), key),
    ]
    for (const reply of others) {
      expect(reply.statusCode).toBe(422)
      expect(reply.json().type).toBe('urn:causeway:problem:idempotency-key-reused')
    }
  })

  test('the same key of another caller is another key', async ({ as }) => {
    const key = randomUUID()
    const [one, other] = [await as('case_worker'), await as('neighbour')]
    const replies = [
      await one.post('/people', aPerson(), key),
      await other.post('/people', aPerson(), key),
    ]
    expect(new Set(replies.map((reply) => reply.json().id)).size).toBe(2)
  })

  test('a key that is missing or malformed is refused', async ({ app, tokenOf }) => {
    const authorization = `Bearer ${await tokenOf('case_worker')}`
    for (const key of [undefined, '', 'with space', 'x'.repeat(65), 'é']) {
      const reply = await app.inject({
        method: 'POST',
        url: '/api/v1/people',
        headers: { authorization, ...(key === undefined ? {} : { 'idempotency-key': key }) },
        payload: aPerson(),
      })
      expect(reply.statusCode).toBe(400)
      expect(reply.json().type).toBe('urn:causeway:problem:idempotency-key-missing')
    }
  })

  test('a refusal is not remembered', async ({ as }) => {
    const worker = await as('case_worker')
    const key = randomUUID()
    expect((await worker.post('/people', { ...aPerson(), items: [] }, key)).statusCode).toBe(400)
    expect((await worker.post('/people', aPerson(), key)).statusCode).toBe(201)
  })

  test('the stored reply holds no value and the key is stored as its hash', async ({ as, db }) => {
    const key = randomUUID()
    await (await as('case_worker')).post('/people', aPerson('Canaryname'), key)
    const rows = JSON.stringify(await db.selectFrom('idempotency').selectAll().execute())
    expect(rows).toContain(sha256(key))
    expect(rows).not.toContain(key)
    expect(rows).not.toContain('Canaryname')
  })
})

describe('a crash', () => {
  const request = (key: string) => ({ caller: 'someone', key, fingerprint: sha256('a request') })

  test('before the commit leaves neither effect nor key', async ({ db, context }) => {
    const { now, randomId } = context
    const subject = `synthetic-${randomUUID()}`
    const effect = () =>
      db.insertInto('staff_member').values({
        pseudonym: randomId(),
        subject,
        first_seen_at: now(),
      })
    const key = randomUUID()
    const crashing = idempotently(db, request(key), now, (remember) =>
      db.transaction().execute(async (trx) => {
        await trx.executeQuery(effect().compile())
        await remember(trx, { status: 201, body: {} })
        throw new Error('the process stopped here')
      }),
    )
    await expect(crashing).rejects.toThrow('stopped here')

    const again = await idempotently(db, request(key), now, (remember) =>
      db.transaction().execute(async (trx) => {
        await trx.executeQuery(effect().compile())
        const reply = { status: 201, body: { id: 'second' } }
        await remember(trx, reply)
        return reply
      }),
    )
    expect(again).toMatchObject({ replayed: false, body: { id: 'second' } })
  })

  test('after the commit, before the answer, is answered from the store', async ({
    db,
    context,
  }) => {
    const key = randomUUID()
    const reply = { status: 201, body: { id: 'kept' } }
    const run = () =>
      idempotently(db, request(key), context.now, async (remember) => {
        await db.transaction().execute((trx) => remember(trx, reply))
        throw new Error('the answer of the commit was lost')
      })
    expect(await run()).toEqual({ ...reply, replayed: true })
    expect(await run()).toEqual({ ...reply, replayed: true })
  })
})
