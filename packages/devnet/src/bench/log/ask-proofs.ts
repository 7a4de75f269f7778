import { leafHash, openCheckpoint, verifyInclusion } from '@causeway/protocol/log'
import type { SigningKey } from '@causeway/protocol/suite'
import { type Identity, InclusionProof } from '@causeway/schemas/wire'
import { keepAlive } from '../load/keep-alive.ts'
import { provenRequest } from '../load/request.ts'

/** Nobody knows the checkpoint's body before its signatures; the log's own line is the first. */
const rootOf = (proof: InclusionProof, vkey: string) => openCheckpoint(proof.checkpoint, vkey).root

/**
 * Asks a hub for the proofs of these envelopes, one after the other, and returns the microseconds
 * that one took, from the request to the last byte. Throws when one of them proves nothing.
 */
export async function timeProofs(
  origin: string,
  identities: readonly Identity[],
  key: SigningKey,
  vkey: string,
): Promise<number> {
  const requests = identities.map((identity) =>
    provenRequest(new URL(`/v1/log/proof?identity=${identity}`, origin), key),
  )
  const connection = await keepAlive(new URL(origin))
  const bodies: string[] = []
  const start = performance.now()
  for (const request of requests) bodies.push((await connection.send(request)).body)
  const taken = performance.now() - start
  connection.close()
  for (const [index, body] of bodies.entries()) {
    const proof = InclusionProof.parse(JSON.parse(body))
    const { size, hashes } = proof
    const claim = { leafHash: leafHash('env', proof.identity), index: proof.index, size, hashes }
    const isProven = verifyInclusion({ ...claim, root: rootOf(proof, vkey) })
    if (!isProven || proof.identity !== identities[index]) throw new TypeError('A false proof')
  }
  return (taken * 1000) / requests.length
}
