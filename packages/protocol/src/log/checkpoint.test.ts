import type { Digest } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Checkpoint,
  EMPTY_ROOT,
  generateLogKey,
  openCheckpoint,
  signCheckpoint,
} from './index.ts'
import { openNote, readNote, signNote } from './note.ts'
import { readSignerKey, readVerifierKey } from './note-key.ts'
import { someLeaves } from './test/stores.ts'

const origin = 'log.causeway.example/2026'
const { vkey, skey } = generateLogKey(origin, new Uint8Array(32).fill(7))
const [root] = someLeaves(1) as [Digest]
const aCheckpoint = (changes: Partial<Checkpoint> = {}) => ({
  origin,
  size: 1042,
  root,
  ...changes,
})
const rootBase64 = Buffer.from(root, 'base64url').toString('base64')

/** A note of any text under the log's own, valid signature. */
const signed = (text: string) => signNote(text, readSignerKey(skey))

describe('the published example of signed notes', () => {
  // golang.org/x/mod/sumdb/note: key pair, text and signed note of its documentation
  const example = {
    vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    skey: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
    text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
    signature:
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  }

  test('is signed to the same bytes', () => {
    expect(signNote(example.text, readSignerKey(example.skey))).toBe(
      `${example.text}\n${example.signature}`,
    )
  })

  test('opens', () => {
    const note = `${example.text}\n${example.signature}`
    expect(openNote(readNote(note), readVerifierKey(example.vkey))).toBe(example.text)
  })

  test('has the key pair that its seed gives', () => {
    const seed = Buffer.from(example.skey.slice(-44), 'base64').subarray(1)
    expect(generateLogKey('PeterNeumann', seed)).toEqual({ vkey: example.vkey, skey: example.skey })
  })
})

describe('a checkpoint', () => {
  test('is three lines, a blank one and a signature', () => {
    const [first, second, third, blank, line] = signCheckpoint(aCheckpoint(), skey).split('\n')
    expect([first, second, third, blank]).toEqual([origin, '1042', rootBase64, ''])
    expect(line).toMatch(/^— log\.causeway\.example\/2026 [A-Za-z0-9+/]{91}=$/)
  })

  test('opens to what was signed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (size, bytes) => {
          const checkpoint = aCheckpoint({
            size,
            root: Buffer.from(bytes).toString('base64url') as Digest,
          })
          expect(openCheckpoint(signCheckpoint(checkpoint, skey), vkey)).toEqual(checkpoint)
        },
      ),
    )
  })

  test('of an empty log has the root of nothing', () => {
    const empty = aCheckpoint({ size: 0, root: EMPTY_ROOT })
    expect(openCheckpoint(signCheckpoint(empty, skey), vkey)).toEqual(empty)
    expect(() => signCheckpoint(aCheckpoint({ size: 0 }), skey)).toThrow(TypeError)
    expect(() => signCheckpoint(aCheckpoint({ root: EMPTY_ROOT }), skey)).toThrow(TypeError)
  })

  test('is refused after any one character was changed, and the error repeats none of it', () => {
    const text = signCheckpoint(aCheckpoint(), skey)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', '0', ' ', '\n', '+'), (at, by) => {
        fc.pre(text[at] !== by)
        const changed = text.slice(0, at) + by + text.slice(at + 1)
        expect(() => openCheckpoint(changed, vkey)).toThrow(
          expect.objectContaining({ message: expect.not.stringContaining('causeway') }),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('is not signed for another origin', () => {
    expect(() => signCheckpoint(aCheckpoint({ origin: 'other.example' }), skey)).toThrow(TypeError)
  })

  test.each([
    ['another origin', `other.example\n1042\n${rootBase64}\n`],
    ['a leading zero', `${origin}\n01042\n${rootBase64}\n`],
    ['a sign', `${origin}\n+1042\n${rootBase64}\n`],
    ['no size', `${origin}\n\n${rootBase64}\n`],
    ['a size beyond exact counting', `${origin}\n9007199254740993\n${rootBase64}\n`],
    ['base64 without padding', `${origin}\n1042\n${rootBase64.slice(0, -1)}\n`],
    ['base64url', `${origin}\n1042\n${Buffer.alloc(32, 0xfb).toString('base64url')}=\n`],
    ['base64 with stray bits', `${origin}\n1042\n${'A'.repeat(42)}B=\n`],
    ['a root that is too short', `${origin}\n1042\n${Buffer.alloc(31).toString('base64')}\n`],
    ['an extension line', `${origin}\n1042\n${rootBase64}\nmore\n`],
    ['a missing line', `${origin}\n1042\n`],
    ['an empty tree with leaves', `${origin}\n0\n${rootBase64}\n`],
    ['a carriage return', `${origin}\r\n1042\r\n${rootBase64}\r\n`],
  ])('with %s is refused although the log signed it', (_, body) => {
    expect(() => openCheckpoint(signed(body), vkey)).toThrow(Error)
  })
})

describe('signature lines', () => {
  const text = signCheckpoint(aCheckpoint(), skey)
  const own = text.slice(text.indexOf('—'))
  const lineOf = (name: string, bytes: number) =>
    `— ${name} ${Buffer.alloc(bytes, 3).toString('base64')}\n`

  test('of others are ignored, also under the same name, up to 64 in all', () => {
    const others = [lineOf(origin, 68), lineOf('gb.causeway.example/witness', 2428)]
    expect(openCheckpoint(text + others.join(''), vkey)).toEqual(aCheckpoint())
    const unknown = lineOf('gb.example', 68)
    expect(openCheckpoint(text + unknown.repeat(63), vkey)).toEqual(aCheckpoint())
    expect(() => openCheckpoint(text + unknown.repeat(64), vkey)).toThrow(/too many/)
  })

  test('of another key alone do not open it', () => {
    const other = generateLogKey(origin)
    expect(() => openCheckpoint(text, other.vkey)).toThrow(/expected key/)
  })

  test('of the log have to verify, every one', () => {
    const bytes = Buffer.from(own.split(' ')[2] ?? '', 'base64')
    bytes[40] = (bytes[40] ?? 0) ^ 1
    const forged = `— ${origin} ${bytes.toString('base64')}\n`
    expect(() => openCheckpoint(text.replace(own, forged), vkey)).toThrow(/verify/)
    expect(() => openCheckpoint(text + forged, vkey)).toThrow(/verify/)
  })

  test.each([
    ['no line', text.replace(own, '')],
    ['no newline at the end', text.slice(0, -1)],
    ['a hyphen for the dash', text + lineOf('gb.example', 68).replace('—', '-')],
    ['a plus in a name', text + lineOf('gb+example', 68)],
    ['a space in a name', text + lineOf('gb example', 68)],
    ['no signature after the id', text + lineOf('gb.example', 4)],
    ['base64 in another spelling', `${text}— gb.example AAAAAAB=\n`],
    ['a lone surrogate', `${text}— gb\ud800 AAAAAAA=\n`],
  ])('with %s make the note malformed', (_, note) => {
    expect(() => openCheckpoint(note, vkey)).toThrow(Error)
  })
})

describe('keys', () => {
  test('are new each time and fit each other', () => {
    const pair = generateLogKey(origin)
    expect(pair).not.toEqual(generateLogKey(origin))
    expect(openCheckpoint(signCheckpoint(aCheckpoint(), pair.skey), pair.vkey)).toEqual(
      aCheckpoint(),
    )
  })

  test.each(['', 'a b', 'a+b', 'a\nb', 'a\u00a0b', 'x'.repeat(256)])('have no name %j', (name) => {
    expect(() => generateLogKey(name)).toThrow(TypeError)
  })

  test('are refused after any one character was changed, and the error repeats none of it', () => {
    for (const [key, use] of [
      [vkey, (changed: string) => openCheckpoint(signCheckpoint(aCheckpoint(), skey), changed)],
      [skey, (changed: string) => signCheckpoint(aCheckpoint(), changed)],
    ] as const) {
      for (let at = 0; at < key.length; at += 1) {
        const changed = key.slice(0, at) + (key[at] === 'x' ? 'y' : 'x') + key.slice(at + 1)
        expect(() => use(changed)).toThrow(
          expect.objectContaining({ message: expect.not.stringContaining(changed.slice(-20)) }),
        )
      }
    }
  })
})
