import type { Digest } from '@causeway/schemas/wire'
import { type Checkpoint, EMPTY_ROOT, generateLogKey, signCheckpoint } from '../../src/log/index.ts'
import { signNote } from '../../src/log/note.ts'
import { readSignerKey } from '../../src/log/note-key.ts'
import { keyFile } from '../../test/network.ts'

const { vkey, skey } = keyFile.log
const origin = 'hub.example/log'
const root = 'Bs2hpmNgTPCRCl6Pr0i9CJC1mVZt93A0Sux6ciqNZ4w' as Digest
const rootText = Buffer.from(root, 'base64url').toString('base64')

/** What the vectors of cosignatures are about. */
export const aCheckpoint: Checkpoint = { origin, size: 1042, root }

/** Any text under the log's own, valid signature. */
const signed = (text: string) => signNote(text, readSignerKey(skey))
const unknownLine = (name: string, bytes: number) =>
  `— ${name} ${Buffer.alloc(bytes, 3).toString('base64')}\n`
/** Unknown lines below a note, the last under so long a name that all is of so many characters. */
function filledTo(length: number, note: string): string {
  const text = note + unknownLine('a.b', 6144).repeat(15)
  const bytes = (Math.floor((length - text.length) / 4) - 50) * 3
  const rest = length - text.length - unknownLine('', bytes).length
  return text + unknownLine('a'.repeat(rest), bytes)
}
/** The same signature under another key id. */
const lineWithId = (line: string, id: string) =>
  line.replace(/(\S+)\n$/, (_, encoded: string) => {
    const signature = Buffer.from(encoded, 'base64').subarray(4)
    return `${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`
  })

export function checkpointVectors() {
  const good = signCheckpoint(aCheckpoint, skey)
  const line = good.slice(good.indexOf('—'))
  const vector = (comment: string, expect: string, checkpoint: string, says = aCheckpoint) => ({
    comment,
    expect,
    log_key: vkey,
    checkpoint,
    ...(expect === 'ok' ? { size: says.size, root: says.root } : {}),
  })
  const refused = (comment: string, checkpoint: string) => vector(comment, 'refused', checkpoint)
  const body = (...lines: string[]) => signed(`${lines.join('\n')}\n`)
  const empty = { origin, size: 0, root: EMPTY_ROOT }
  const forged = line.replace(/.{9}=\n$/, 'AAAAAAAAA=\n')
  const stranger = generateLogKey(origin, Buffer.alloc(32, 7))
  const strangerId = stranger.vkey.split('+')[1] ?? ''
  const strangerLine = lineWithId(line, strangerId)
  return {
    good: vector('1,042 leaves.', 'ok', good),
    'good-empty': vector('An empty log.', 'ok', signCheckpoint(empty, skey), empty),
    'good-unknown-lines': vector(
      'Lines of keys that are not known are left alone, also under the name of the log.',
      'ok',
      good + unknownLine('de.example/witness', 2432) + unknownLine(origin, 68),
    ),
    'good-64-lines': vector(
      'As many lines as may be.',
      'ok',
      good + unknownLine('a.b', 8).repeat(63),
    ),
    'good-longest': vector('131,072 characters.', 'ok', filledTo(131_072, good)),
    'too-long': refused('131,073 characters.', filledTo(131_073, good)),
    '65-lines': refused('One line too many.', good + unknownLine('a.b', 8).repeat(64)),
    signature: refused('The signature does not verify.', good.replace(line, forged)),
    'signature-of-another-key': refused(
      'Of the name, by another key.',
      signCheckpoint(aCheckpoint, stranger.skey),
    ),
    'signature-beside': refused('A second line of the key that does not verify.', good + forged),
    'line-of-four-bytes': refused(
      'A line with a key id and nothing behind it.',
      good + unknownLine('a.b', 4),
    ),
    'log-key-with-id-of-another': {
      ...refused(
        'The log key has the key id of another, and so has the line.',
        good.replace(line, strangerLine),
      ),
      log_key: vkey.replace(/\+[0-9a-f]{8}\+/, `+${strangerId}+`),
    },
    'no-signature': refused('No signature line.', good.replace(line, '')),
    'another-size': refused('Another size than was signed.', good.replace('1042', '1043')),
    'another-origin': refused(
      'Signed, but of another log.',
      body('other.example/log', '1042', rootText),
    ),
    'leading-zero': refused(
      'Signed, with a zero before the size.',
      body(origin, '01042', rootText),
    ),
    'size-beyond-counting': refused(
      'Signed, of 2^53 leaves.',
      body(origin, '9007199254740992', rootText),
    ),
    'extension-line': refused(
      'Signed, with a fourth line.',
      body(origin, '1042', rootText, 'more'),
    ),
    'root-base64url': refused(
      'Signed, the root in the wrong alphabet.',
      body(origin, '1042', `${Buffer.alloc(32, 0xfb).toString('base64url')}=`),
    ),
    'root-unpadded': refused(
      'Signed, the root without padding.',
      body(origin, '1042', rootText.slice(0, -1)),
    ),
    'root-short': refused(
      'Signed, a root of 31 bytes.',
      body(origin, '1042', Buffer.alloc(31, 9).toString('base64')),
    ),
    'empty-with-leaves': refused(
      'Signed, no leaves and the root of some.',
      body(origin, '0', rootText),
    ),
    'leaves-with-empty-root': refused(
      'Signed, leaves and the root of none.',
      body(origin, '1042', Buffer.from(EMPTY_ROOT, 'base64url').toString('base64')),
    ),
    'carriage-return': refused(
      'Signed, lines ended by CR LF.',
      body(`${origin}\r`, '1042\r', `${rootText}\r`),
    ),
    'no-last-newline': refused('Without its last newline.', good.slice(0, -1)),
    'hyphen-for-dash': refused(
      'A line that begins with a hyphen.',
      good + unknownLine('a.b', 8).replace('—', '-'),
    ),
  }
}
