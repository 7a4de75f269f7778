import type { NodeId, Seconds } from '@causeway/schemas/wire'
import type { LogTrust } from '../suite/index.ts'
import { type Checkpoint, checkpointOf } from './checkpoint.ts'
import { type Cosignature, findWitness, verifyCosignature } from './cosignature.ts'
import { readNote } from './note.ts'

/** A checkpoint under the log's key, and which nodes have put theirs to it. */
export interface WitnessedCheckpoint {
  checkpoint: Checkpoint
  /** Each node once, by the earliest time it names, in the order of the directory. */
  cosignatures: Cosignature[]
  /** Whether these nodes are a quorum of the network. */
  isWitnessed: boolean
}

/**
 * More than half of the nodes. Of two such groups each has a node of the other, so that two
 * histories cannot both be witnessed unless a node signs both: of 2 or 4 nodes two would have to do
 * so, of 3 one.
 */
export const quorumOf = (nodes: number): number => Math.floor(nodes / 2) + 1

/**
 * What a checkpoint says and who has witnessed it, judged by the network's directory alone. Lines of
 * keys that are nobody's there are left alone. Throws `Error`, repeating nothing of the text: as
 * `openCheckpoint`, and when a line of a witness is not a cosignature of this checkpoint at a time at
 * which the key was valid: somebody has then put it there who should not have.
 */
export function openWitnessed(text: string, trust: LogTrust): WitnessedCheckpoint {
  const note = readNote(text)
  const checkpoint = checkpointOf(note, trust.logKey)
  if (checkpoint.origin !== trust.origin) throw new Error('not a checkpoint of the expected log')

  const earliest = new Map<NodeId, Seconds>()
  for (const line of note.lines) {
    const witness = findWitness(line, trust.witnesses)
    if (!witness) continue
    const { node, at } = verifyCosignature(checkpoint, line, witness)
    earliest.set(node, Math.min(at, earliest.get(node) ?? at))
  }
  const cosignatures = trust.nodes.flatMap((node): Cosignature[] => {
    const at = earliest.get(node)
    return at === undefined ? [] : [{ node, at }]
  })
  return {
    checkpoint,
    cosignatures,
    isWitnessed: cosignatures.length >= quorumOf(trust.nodes.length),
  }
}
