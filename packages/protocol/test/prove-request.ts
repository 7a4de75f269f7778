import { Refusal } from '@causeway/schemas/problems'
import type { Seconds } from '@causeway/schemas/wire'
import {
  type KeyDirectory,
  openRequestProof,
  type ProvenRequest,
  sha256,
} from '../src/suite/index.ts'

/** Both halves of the check in SPEC section 2.3, as a service makes them before and after the body. */
export function proveRequest(
  proof: string,
  request: ProvenRequest,
  directory: KeyDirectory,
  now: Seconds,
) {
  const findKey: Parameters<typeof openRequestProof>[2] = (kid) =>
    directory.findKey('transport', kid, now)
  const { key, bodyDigest } = openRequestProof(proof, request, findKey, now)
  if (bodyDigest !== sha256(request.body)) throw new Refusal('signature')
  return key
}
