import { sha256 } from '@causeway/protocol/suite'
import { NoticeId } from '@causeway/schemas/api'
import { expect, test } from 'vitest'
import { readNotices } from './read-notices.ts'

const notices = await readNotices()

test('every notice is there in the four languages, under the hash of its wording', () => {
  for (const id of NoticeId.options) {
    const first = notices.filter((notice) => notice.id === id && notice.version === 1)
    expect(first.map(({ lang }) => lang)).toEqual(['deu', 'eng', 'nld', 'ron'])
  }
  for (const { text, sha256: hash } of notices) expect(hash).toBe(sha256(text))
})

/** What was put to somebody stands in her agreement by its hash: a better wording is a new version. */
test('the first version is what it was', () => {
  const digests = notices.filter(({ version }) => version === 1).map((it) => it.sha256)
  expect(sha256(digests.join('\n'))).toBe('48zjZxBZgst-NRhjuAEdp3Zd9jxB-_N_OTRpRy8HA1g')
})

test.each(notices.map((notice) => [`${notice.id}/${notice.version}/${notice.lang}`, notice.text]))(
  '%s is in short sentences, and ends',
  (_, text) => {
    const sentences = text.split(/[.:;!?\n]/).map((it) => it.trim().split(/\s+/).length)
    expect(Math.max(...sentences)).toBeLessThanOrEqual(30)
    expect(text.endsWith('\n')).toBe(true)
    expect(text).not.toMatch(/[ \t]\n|\r/)
  },
)
