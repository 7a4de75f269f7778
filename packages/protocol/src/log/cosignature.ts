import { sign, verify } from 'node:crypto'
import { type NodeId, Seconds } from '@causeway/schemas/wire'
import type { Witness, WitnessKey } from '../suite/index.ts'
import { type Checkpoint, isPossible } from './checkpoint.ts'
import { cosignedMessage, u64, witnessKeyId } from './cosigned-message.ts'
import { readLine, type SignatureLine, writeLine } from './note.ts'

/** Of ML-DSA-44 (FIPS 204). */
const SIGNATURE_BYTES = 2420

/** A node has seen the log in this state at this time, and nothing that contradicts it. */
export interface Cosignature {
  node: NodeId
  at: Seconds
}

/**
 * The signature line, with its newline, by which a witness says that it has seen this tree and that
 * it continues every tree it saw before (C2SP tlog-cosignature); the caller has made sure of that
 * and has stored it. Throws `TypeError` for an empty tree, of which there is nothing to say, and a
 * ZodError when `at` is no time.
 */
export function cosign(checkpoint: Checkpoint, at: Seconds, key: WitnessKey): string {
  if (!isWitnessable(checkpoint)) throw new TypeError('no log of this size can be witnessed')
  const { name, publicKey, privateKey } = key
  const message = cosignedMessage(checkpoint, at, name)
  const signature = Buffer.concat([u64(Seconds.parse(at)), sign(null, message, privateKey)])
  return writeLine({ name, id: witnessKeyId(name, publicKey), signature })
}

/**
 * Who made this signature line, and when. Throws `Error`, repeating nothing of the line, when it is
 * malformed, of nobody among the witnesses, of a key that was not valid at the time it names, or
 * does not verify for this checkpoint.
 */
export function readCosignature(
  checkpoint: Checkpoint,
  line: string,
  witnesses: readonly Witness[],
): Cosignature {
  const read = readLine(line)
  const witness = findWitness(read, witnesses)
  if (!witness) throw new Error('a cosignature of nobody known')
  return verifyCosignature(checkpoint, read, witness)
}

/** The witness whose name and key id a signature line carries. */
export const findWitness = (
  { name, id }: SignatureLine,
  witnesses: readonly Witness[],
): Witness | undefined =>
  witnesses.find((known) => known.name === name && witnessKeyId(name, known.publicKey).equals(id))

/** The same as `readCosignature` of a line that was read, and found to name this witness. */
export function verifyCosignature(
  checkpoint: Checkpoint,
  { signature: bytes }: SignatureLine,
  { node, name, publicKey, nbf, exp }: Witness,
): Cosignature {
  if (bytes.length !== 8 + SIGNATURE_BYTES) throw new Error('not a cosignature')
  const at = Number(bytes.readBigUInt64BE())
  // A time of 0 would say that this need not be the largest tree the witness has seen.
  if (at === 0 || at < nbf || at >= exp)
    throw new Error('a cosignature by a key not valid at its time')
  const message = cosignedMessage(checkpoint, at, name)
  if (!isWitnessable(checkpoint) || !verify(null, message, publicKey, bytes.subarray(8))) {
    throw new Error('a cosignature does not verify')
  }
  return { node, at }
}

const isWitnessable = ({ size, root }: Checkpoint) => size > 0 && isPossible(size, root)
