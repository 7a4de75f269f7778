import type { Digest } from '@causeway/schemas/wire'
import { signEvent } from '../../src/chain/index.ts'
import { signJws } from '../../src/suite/index.ts'
import { NOW, nodeId, type TestNetwork } from '../../test/network.ts'
import { offered } from '../../test/signed-objects.ts'
import { trust } from './network.ts'
import { signRaw, withSignature } from './raw-jws.ts'

const TYPE = 'cw-event+jws'
const text = JSON.stringify(offered)
const nested = (deep: number) => '['.repeat(deep) + ']'.repeat(deep)
/** A member more, whose value nests so deep; the object itself is one level. */
const holding = (json: string) => text.replace('{', `{"x":${json},`)

/** Events that say the same in another spelling, in none, or are wrong in two ways at once. */
export function spellingVectors({ keys }: TestNetwork) {
  const vector = (comment: string, expect: string, event: string, from = 'gb', now = NOW) => ({
    comment,
    expect,
    now,
    ...trust,
    from,
    event,
  })
  const raw = (payload: string | Uint8Array) => signRaw(TYPE, payload, keys.gb)
  const refused = (comment: string, payload: string | Uint8Array) =>
    vector(comment, 'format', raw(payload))
  const good = signEvent(offered, keys.gb)
  const kid = JSON.stringify(keys.gb.kid)
  return {
    'good-white-space': vector(
      'White space between the members.',
      'ok',
      raw(JSON.stringify(offered, undefined, 2)),
    ),
    'good-header-order': vector(
      'The members of the header in another order.',
      'ok',
      signRaw(TYPE, text, keys.gb, `{"typ":"${TYPE}", "kid":${kid}, "alg":"ES256"}`),
    ),
    'good-number-spelling': vector(
      'A whole number with a fraction of zero, and one with an exponent.',
      'ok',
      raw(text.replace('"n":1,', '"n":1.0,').replace(`"at":${NOW}`, '"at":18e8')),
    ),
    'schema-fraction': vector(
      'A number that is not whole.',
      'schema',
      raw(text.replace('"n":1,', '"n":1.5,')),
    ),
    'schema-number-as-text': vector(
      'A number in quotes.',
      'schema',
      raw(text.replace('"n":1,', '"n":"1",')),
    ),
    'schema-nested-32': vector(
      'Nesting of 32, in a member too many.',
      'schema',
      raw(holding(nested(31))),
    ),
    'nested-33': refused('Nesting of 33.', holding(nested(32))),
    'nested-far': refused('Nesting of 20,000.', holding(nested(20_000))),
    'duplicate-key': refused('A key twice.', text.replace('{', '{"n":1,')),
    'duplicate-key-escaped': refused(
      'A key twice, in two spellings.',
      text.replace('{', '{"\\u006e":1,'),
    ),
    'duplicate-key-inside': refused(
      'A key twice in an object inside.',
      text.replace('"actor":{', '"actor":{"role":"case_worker",'),
    ),
    'half-surrogate': refused('Half of a pair of surrogates.', holding('"\\ud83d"')),
    'half-surrogate-first': refused('The first of all surrogates.', holding('"\\ud800"')),
    'half-surrogate-last': refused('The last of all surrogates.', holding('"\\udfff x"')),
    'schema-after-surrogates': vector(
      'U+E000, which is none, in a member too many.',
      'schema',
      raw(holding('"\\ue000"')),
    ),
    'schema-brackets-in-text': vector(
      'Brackets and quotes inside a text nest nothing.',
      'schema',
      raw(holding(`"\\"${'['.repeat(40)}"`)),
    ),
    nul: refused('The character U+0000.', holding('"\\u0000"')),
    'byte-order-mark': refused('A byte order mark.', `\uFEFF${text}`),
    'not-utf-8': refused(
      'A byte that UTF-8 does not have.',
      Buffer.from(holding('"\xff"'), 'latin1'),
    ),
    'trailing-comma': refused('A comma too many.', text.replace(/\}$/, ',}')),
    'not-a-number': refused('NaN, which JSON does not have.', text.replace('"n":1,', '"n":NaN,')),
    'schema-array': vector('No object at all.', 'schema', raw('[]')),
    'header-kid': vector(
      'A key id that is no digest.',
      'format',
      signRaw(TYPE, text, { ...keys.gb, kid: 'gb' as Digest }),
    ),
    'foreign-character': vector(
      'Standard base64 in the signature.',
      'format',
      good.replace(/[^.]*$/, (part) => `+/${part.slice(2)}`),
    ),
    'odd-length': vector('A character more than bytes can give.', 'format', `${good}AAA`),
    'signature-short': vector('A signature of 63 bytes.', 'format', withSignature(good, 63, 1)),
    'signature-zero': vector(
      'A signature of 64 zero bytes.',
      'event_signature',
      withSignature(good, 64, 0),
    ),
    'four-parts': vector('Four parts.', 'format', `${good}.AA`),
    'too-long': refused(
      'More than 65,536 characters.',
      text.replace('{', `{${' '.repeat(49_000)}`),
    ),
    'in-the-future': vector('61 s before its time.', 'time', good, 'gb', NOW - 61),
    'good-60-s-ahead': vector('60 s before its time.', 'ok', good, 'gb', NOW - 60),
    'good-key-replaced': vector(
      'Signed by a key that has expired since.',
      'ok',
      signEvent({ ...offered, at: NOW - 1 }, keys.gbExpired),
    ),
    'good-key-begins': vector(
      'Signed in the second in which the key begins.',
      'ok',
      signEvent({ ...offered, at: NOW + 1 }, keys.gbEarly),
    ),
    'form-before-key': vector(
      'Malformed, and signed by nobody known: the form is looked at first.',
      'schema',
      signJws(TYPE, { ...offered, note: 'x' }, keys.stranger),
    ),
    'form-before-signature': vector(
      'Malformed, and its signature does not verify.',
      'schema',
      signJws(TYPE, { ...offered, n: 0 }, { ...keys.stranger, kid: keys.gb.kid }),
    ),
    'malleable-before-form': vector(
      'Malformed, with s above n/2.',
      'malleable',
      withSignature(signJws(TYPE, { ...offered, note: 'x' }, keys.gb), 64, 0xff),
    ),
    'signature-before-time': vector(
      'Of the future, and its signature does not verify.',
      'event_signature',
      signEvent({ ...offered, at: NOW + 61 }, { ...keys.stranger, kid: keys.gb.kid }),
    ),
    'time-before-author': vector(
      'Of the future, and by nl in its own name, sent by gb.',
      'time',
      signEvent({ ...offered, at: NOW + 61, node: nodeId('nl') }, keys.nl),
    ),
  }
}
