import { z } from 'zod'

/** A country's node, named by the lower-case ISO 3166-1 alpha-2 code of the country. */
export const NodeId = z
  .string()
  .regex(/^[a-z]{2}$/)
  .brand<'NodeId'>()
export type NodeId = z.infer<typeof NodeId>

/**
 * 128 random bits in canonical base64url without padding (RFC 4648 section 5): 22 characters, the
 * last of which carries two bits. Random and not time-ordered, so that an id says nothing of when.
 */
export const RandomId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{21}[AQgw]$/)
  .brand<'RandomId'>()
export type RandomId = z.infer<typeof RandomId>

/** 256 bits (a SHA-256 digest or a random salt) in canonical base64url: 43 characters. */
export const Digest = z
  .string()
  .regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
  .brand<'Digest'>()
export type Digest = z.infer<typeof Digest>

/**
 * What a signed thing is known by: SHA-256 of the ASCII `header.payload` that was signed. The
 * signature is left out, since ES256 has two that are valid.
 */
export const Identity = Digest
export type Identity = Digest

/** Seconds since 1970-01-01T00:00:00Z (RFC 7519 NumericDate), whole. */
export const Seconds = z.int().min(0).max(9_999_999_999)
export type Seconds = z.infer<typeof Seconds>

/** The longest compact JWS, but for a directory. */
export const MAX_JWS_CHARACTERS = 64 * 1024

/** The longest directory: it is read once and holds the keys of all countries, some 8,000 characters each. */
export const MAX_DIRECTORY_CHARACTERS = 1024 * 1024

/** Three non-empty base64url parts. Whether they are canonical is checked where they are decoded. */
const JwsText = z.string().regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)

export const CompactJws = JwsText.max(MAX_JWS_CHARACTERS)
export type CompactJws = z.infer<typeof CompactJws>

/** A directory as its root signed it. */
export const DirectoryJws = JwsText.max(MAX_DIRECTORY_CHARACTERS)
export type DirectoryJws = z.infer<typeof DirectoryJws>

/** `header.encrypted_key..ciphertext.`: HPKE integrated encryption leaves iv and tag empty. */
export const CompactJwe = z
  .string()
  .max(250_000)
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+\.$/)
export type CompactJwe = z.infer<typeof CompactJwe>
