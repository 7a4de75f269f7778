import { sign, verify } from 'node:crypto'
import { MAX_CHECKPOINT_CHARACTERS } from '@causeway/schemas/wire'
import { decodeBase64, isKeyName, type NoteSigner, type NoteVerifier } from './note-key.ts'

/** How many signature lines a note may carry; C2SP signed-note asks for sixteen at least. */
const MAX_NOTE_SIGNATURES = 64

export interface SignatureLine {
  name: string
  id: Buffer
  signature: Buffer
}

export interface Note {
  /** What was signed, with its final newline. */
  text: string
  lines: SignatureLine[]
}

/** A C2SP signed-note with one Ed25519 signature. `text` ends in a newline, which the caller sees to. */
export function signNote(text: string, { name, id, privateKey }: NoteSigner): string {
  const signature = sign(null, Buffer.from(text), privateKey)
  return `${text}\n${writeLine({ name, id, signature })}`
}

/**
 * The parts of a C2SP signed-note; nothing is verified yet. Throws `Error`, repeating nothing of the
 * note, when it is malformed, has more than 64 signature lines or is longer than a checkpoint may be.
 */
export function readNote(note: string): Note {
  if (note.length > MAX_CHECKPOINT_CHARACTERS) throw new Error('the note is too long')
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n') || !isPlain(note)) throw new Error('not a signed note')
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > MAX_NOTE_SIGNATURES) throw new Error('the note has too many signatures')
  return { text: note.slice(0, split + 1), lines: lines.map((line) => readLine(`${line}\n`)) }
}

/**
 * The text of a note, once the given key is found to have signed it. Lines of other keys are left
 * alone, as the specification demands. Throws `Error`, repeating nothing of the note, when the key
 * did not sign, or when any line under the key's name and id does not verify.
 */
export function openNote({ text, lines }: Note, { name, id, publicKey }: NoteVerifier): string {
  const own = lines.filter((line) => line.name === name && line.id.equals(id))
  if (own.length === 0) throw new Error('the note is not signed by the expected key')
  if (!own.every((line) => verify(null, Buffer.from(text), publicKey, line.signature))) {
    throw new Error('a signature of the note does not verify')
  }
  return text
}

/** One signature line with its newline. */
export const writeLine = ({ name, id, signature }: SignatureLine): string =>
  `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`

/** Throws `Error`, repeating nothing of it, when this is not one signature line with its newline. */
export function readLine(line: string): SignatureLine {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)\n$/u.exec(line) ?? []
  const bytes = decodeBase64(encoded)
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) {
    throw new Error('a signature line of the note is malformed')
  }
  return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

/** Valid UTF-8 once encoded, and no control characters but newlines. */
const isPlain = (note: string): boolean => note.isWellFormed() && !/[^\P{Cc}\n]/u.test(note)
