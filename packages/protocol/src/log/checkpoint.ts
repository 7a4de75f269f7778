import { randomBytes } from 'node:crypto'
import { Digest } from '@causeway/schemas/wire'
import { decodeBase64url } from '../suite/index.ts'
import { EMPTY_ROOT } from './node-hash.ts'
import { type Note, openNote, readNote, signNote } from './note.ts'
import { decodeBase64, encodeKeyPair, readSignerKey, readVerifierKey } from './note-key.ts'

/** What a log says of itself: all its leaves, up to a size, in one hash. */
export interface Checkpoint {
  /** Names the log, by convention a URL without scheme; also the name of its key. */
  origin: string
  size: number
  root: Digest
}

/**
 * A new Ed25519 key of a log, in the text forms of C2SP signed-note: `vkey` is published, `skey`
 * is secret. `seed` is 32 random bytes. Throws `TypeError` when `origin` cannot name a key.
 */
export const generateLogKey = (
  origin: string,
  seed: Uint8Array = randomBytes(32),
): { vkey: string; skey: string } => encodeKeyPair(origin, seed)

/**
 * A C2SP tlog-checkpoint: origin, size and root as three lines, signed by the log's key. Extension
 * lines are never written. Throws `TypeError` when the key is of another origin or the size no
 * number of leaves, `Error` when `skey` is not a signer key.
 */
export function signCheckpoint({ origin, size, root }: Checkpoint, skey: string): string {
  const signer = readSignerKey(skey)
  if (signer.name !== origin) throw new TypeError('the key belongs to a log of another origin')
  if (!isPossible(size, root)) throw new TypeError('no log can have this size and root')
  return signNote(`${origin}\n${size}\n${decodeBase64url(root).toString('base64')}\n`, signer)
}

/**
 * What a checkpoint says, once the log's key is found to have signed it. The origin has to be the
 * key's name and the text exactly three lines: extension lines, which the specification allows but
 * advises against, are refused, because witnesses do not sign them. Further signature lines are
 * treated as in `openNote`. Throws `Error`, repeating nothing of the text, when anything is amiss.
 */
export const openCheckpoint = (text: string, vkey: string): Checkpoint =>
  checkpointOf(readNote(text), vkey)

/** The same of a note that was read already. */
export function checkpointOf(note: Note, vkey: string): Checkpoint {
  const verifier = readVerifierKey(vkey)
  const body = openNote(note, verifier)
  const [, origin = '', digits = '', encoded = ''] = CHECKPOINT_BODY.exec(body) ?? []
  if (origin !== verifier.name) throw new Error('not a checkpoint of the expected log')
  const size = Number(digits)
  const root = Digest.safeParse(decodeBase64(encoded)?.toString('base64url'))
  if (!root.success || !isPossible(size, root.data)) throw new Error('not a checkpoint')
  return { origin, size, root: root.data }
}

const CHECKPOINT_BODY = /^([^\n]+)\n(0|[1-9][0-9]*)\n([^\n]+)\n$/

/** The empty tree has one root, and (short of a broken hash) no other tree has that root. */
export const isPossible = (size: number, root: Digest): boolean =>
  Number.isSafeInteger(size) && size >= 0 && (size === 0) === (root === EMPTY_ROOT)
