import { sign, verify } from 'node:crypto'
import { decodeBase64, isKeyName, type NoteSigner, type NoteVerifier } from './note-key.ts'

/** How many signature lines a note may carry; the least a verifier has to accept. */
const MAX_NOTE_SIGNATURES = 16

interface SignatureLine {
  name: string
  id: Buffer
  signature: Buffer
}

/** A C2SP signed-note with one Ed25519 signature. `text` ends in a newline, which the caller sees to. */
export function signNote(text: string, { name, id, privateKey }: NoteSigner): string {
  const signature = sign(null, Buffer.from(text), privateKey)
  return `${text}\n— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`
}

/**
 * The text of a C2SP signed-note, once the given key is found to have signed it. Lines of other
 * keys are left alone, as the specification demands, but have to be well-formed, and there may be
 * at most 16 lines. Throws `Error`, repeating nothing of the note, when it is malformed, when the
 * key did not sign, or when any line under the key's name and id does not verify.
 */
export function openNote(note: string, { name, id, publicKey }: NoteVerifier): string {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n') || !isPlain(note)) throw new Error('not a signed note')
  const text = note.slice(0, split + 1)
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > MAX_NOTE_SIGNATURES) throw new Error('the note has too many signatures')

  const own = lines.map(readLine).filter((line) => line.name === name && line.id.equals(id))
  if (own.length === 0) throw new Error('the note is not signed by the expected key')
  if (!own.every((line) => verify(null, Buffer.from(text), publicKey, line.signature))) {
    throw new Error('a signature of the note does not verify')
  }
  return text
}

function readLine(line: string): SignatureLine {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
  const bytes = decodeBase64(encoded)
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) {
    throw new Error('a signature line of the note is malformed')
  }
  return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

/** Valid UTF-8 once encoded, and no control characters but newlines. */
const isPlain = (note: string): boolean => note.isWellFormed() && !/[^\P{Cc}\n]/u.test(note)
