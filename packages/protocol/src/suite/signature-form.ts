/** Order of the P-256 group (FIPS 186-5, SEC 2 section 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const HALF = ORDER / 2n
const SCALAR = 32

const readS = (signature: Uint8Array) =>
  BigInt(`0x${Buffer.from(signature.subarray(SCALAR)).toString('hex')}`)

/**
 * ECDSA is malleable: from (r, s) anybody makes (r, n - s), which verifies as well. The suite takes
 * the one with the smaller s, so a signature has one form. True when it is in that form.
 */
export const isCanonicalSignature = (signature: Uint8Array): boolean =>
  signature.length === 2 * SCALAR && readS(signature) <= HALF

/** The same signature in its canonical form; for signers (an HSM does not choose the form). */
export function toCanonicalSignature(signature: Uint8Array): Buffer {
  const s = readS(signature)
  if (s <= HALF) return Buffer.from(signature)
  const smaller = (ORDER - s).toString(16).padStart(2 * SCALAR, '0')
  return Buffer.concat([signature.subarray(0, SCALAR), Buffer.from(smaller, 'hex')])
}
