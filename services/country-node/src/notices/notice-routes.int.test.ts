import { sha256 } from '@causeway/protocol/suite'
import { expect } from 'vitest'
import { expectProblem } from '../../test/agreements.ts'
import { test } from '../../test/node-test.ts'
import { anItem, heard } from '../../test/record.ts'

test('GET /notices lists them, and each is read to the character', async ({ as }) => {
  const worker = await as('case_worker')
  const { notices } = (await worker.get('/notices')).json()
  expect(notices).toHaveLength(8)
  for (const { id, version, lang, sha256: hash } of notices) {
    const read = (await worker.get(`/notices/${id}/${version}/${lang}`)).json()
    expect([read.sha256, sha256(read.text)]).toEqual([hash, hash])
  }
})

test('a version or language that there is not is missing', async ({ as }) => {
  const worker = await as('case_worker')
  for (const path of ['before_you_tell/2/eng', 'before_you_tell/1/fra']) {
    expect((await worker.get(`/notices/${path}`)).statusCode).toBe(404)
  }
})

test('what she heard before she told anything is kept with its hash', async ({
  as,
  db,
  context,
}) => {
  const worker = await as('case_worker')
  const items = [anItem('known_as', 'Ada')]
  const { id } = (await worker.post('/people', { heard, items })).json()
  const rows = await db
    .selectFrom('notice_heard')
    .select(['notice', 'version', 'lang', 'sha256', 'how', 'interpreter'])
    .where('person_id', '=', id)
    .execute()
  const told = context.notices.find((it) => it.id === 'before_you_tell' && it.lang === 'ron')
  expect(rows).toEqual([{ ...heard, sha256: told?.sha256 }])
})

test('nothing is recorded of who heard nothing, or a notice that there is not', async ({
  as,
  db,
}) => {
  const worker = await as('case_worker')
  const items = [anItem('known_as', 'Ada')]
  const people = () => db.selectFrom('person').select('id').execute()
  const before = await people()
  const unheard = await worker.post('/people', { items })
  expect([unheard.statusCode, unheard.json().errors[0].pointer]).toEqual([400, '/heard'])
  const later = await worker.post('/people', { items, heard: { ...heard, version: 2 } })
  expectProblem(later, 'notice-unknown')
  expect(later.json().errors).toMatchObject([{ pointer: '/heard', in: 'body' }])
  const other = { ...heard, notice: 'agreement_to_share' }
  expect((await worker.post('/people', { items, heard: other })).statusCode).toBe(400)
  expect(await people()).toEqual(before)
})
