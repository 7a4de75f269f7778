import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  type Digest,
  type NodeId,
  NoteName,
  type Seconds,
  WitnessJwk,
} from '@causeway/schemas/wire'
import { z } from 'zod'
import { thumbprint } from './keys.ts'

/** A node that cosigns the log, with the key it does so by; valid when `nbf <= time < exp`. */
export interface Witness {
  node: NodeId
  /** Names the key in signature lines; no other key of the network has it. */
  name: string
  kid: Digest
  publicKey: KeyObject
  nbf: Seconds
  exp: Seconds
}

/** One's own key to cosign the log with. */
export interface WitnessKey {
  name: string
  publicKey: KeyObject
  privateKey: KeyObject
}

/** A private witness key at rest: the public members, the 32-byte seed and the key's name. */
export const PrivateWitnessJwk = WitnessJwk.extend({ priv: z.string().length(43), name: NoteName })
export type PrivateWitnessJwk = z.infer<typeof PrivateWitnessJwk>

/** A new ML-DSA-44 key pair. Throws a ZodError when a signature line cannot have this name. */
export async function generateWitnessKey(name: string) {
  const { privateKey } = generateKeyPairSync('ml-dsa-44')
  const privateJwk = PrivateWitnessJwk.parse({ ...privateKey.export({ format: 'jwk' }), name })
  const { priv: _, name: checked, ...jwk } = privateJwk
  return { kid: await thumbprint(jwk), name: checked, jwk, privateJwk }
}

/** Throws a ZodError when the JWK is of another kind or malformed, `Error` when its halves do not fit. */
export function importWitnessKey(jwk: unknown): WitnessKey {
  const { name, ...key } = PrivateWitnessJwk.parse(jwk)
  const privateKey = createPrivateKey({ format: 'jwk', key })
  return { name, publicKey: createPublicKey(privateKey), privateKey }
}
