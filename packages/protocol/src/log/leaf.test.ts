import { createHash } from 'node:crypto'
import type { Identity } from '@causeway/schemas/wire'
import { expect, test } from 'vitest'
import { leafHash, leafText } from './leaf.ts'

const identity = Buffer.alloc(32, 0xfb).toString('base64url') as Identity

test('a leaf says what kind of thing it is and its identity, nothing else', () => {
  expect(leafText('env', identity)).toBe(
    'cw/1 entry\nenv\n+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=\n',
  )
  expect(leafText('dir', identity)).toMatch(/^cw\/1 entry\ndir\n/)
})

test('its hash is SHA-256 over a zero byte and the text', () => {
  const expected = createHash('sha256').update(`\0${leafText('env', identity)}`)
  expect(leafHash('env', identity)).toBe(expected.digest('base64url'))
})

test('refuses an identity in another spelling', () => {
  expect(() => leafHash('env', `${identity}=` as Identity)).toThrow()
})
