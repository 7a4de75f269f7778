export { decodeBase64url, encodeBase64url } from './base64url.ts'
export { type KeyDirectory, type KnownKey, type LogTrust, openDirectory } from './directory.ts'
export { sha256 } from './hash.ts'
export { identityOf, type ReadJws, readJws, type SigningKey, signJws, verifyJws } from './jws.ts'
export {
  generateSealingKey,
  generateSigningKey,
  importOpeningKey,
  importSigningKey,
  importVerificationKey,
  type OpeningKey,
  PrivateSealingJwk,
  PrivateSigningJwk,
  thumbprint,
} from './keys.ts'
export { PLAINTEXT_BUCKETS } from './padding.ts'
export { readJson } from './read-json.ts'
export { openRequestProof, type ProvenRequest, signRequestProof } from './request-proof.ts'
export { open, type SealingKey, seal } from './seal.ts'
export { verifySigned } from './verify-signed.ts'
export {
  generateWitnessKey,
  importWitnessKey,
  PrivateWitnessJwk,
  type Witness,
  type WitnessKey,
} from './witness-key.ts'
