import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { bigintArray, byteaArray, textArray } from './binary-arrays.ts'

const TEXTS = ['', 'gb', 'null', '{"a",b}', String.raw`\ " , '`, 'Șt. Ana ☂ 🏠', 'x'.repeat(70_000)]
const NUMBERS = [0, -1, 1_800_000_000, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]

test('PostgreSQL reads each array as it was written', async ({ hub }) => {
  const bytes = Array.from({ length: 300 }, (_, length) => randomBytes(length))
  const { rows } = await hub.pool.query({
    name: 'read-arrays',
    text: 'select $1::text[] as texts, $2::bigint[]::text[] as numbers, $3::bytea[] as bytes',
    values: [textArray(TEXTS), bigintArray(NUMBERS), byteaArray(bytes)],
  })
  expect(rows).toEqual([{ texts: TEXTS, numbers: NUMBERS.map(String), bytes }])
})

test('an array may hold one element, and no text with a NUL', async ({ hub }) => {
  const read = async (texts: string[]) => {
    const { rows } = await hub.pool.query('select $1::text[] as texts', [textArray(texts)])
    return rows[0].texts
  }
  expect(await read(['alone'])).toEqual(['alone'])
  await expect(read(['no text may hold \0'])).rejects.toMatchObject({ code: '22021' })
})
