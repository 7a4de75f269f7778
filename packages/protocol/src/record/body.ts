import { Refusal } from '@causeway/schemas/problems'
import type { EventBody } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import type { z } from 'zod'
import { decodeBase64url, readJson, sha256 } from '../suite/index.ts'

/** Salted hash of a body: SHA-256("cw/1 body\n" || salt || json as UTF-8). */
export const hashBody = ({ salt, json }: EventBody): Digest =>
  sha256('cw/1 body\n', decodeBase64url(salt), json)

/** Writes a value as the body of an event; `salt` is 32 random bytes in base64url. */
export const writeBody = (value: object, salt: Digest): EventBody => ({
  salt,
  json: JSON.stringify(value),
})

/**
 * Reads a body that an event committed to. Throws `Refusal`: `body` when its hash is another one,
 * `schema` when it is not strict JSON of the given shape.
 */
export function readBody<Schema extends z.ZodType>(
  body: EventBody | undefined,
  hash: Digest,
  schema: Schema,
): z.infer<Schema> {
  if (!body || hashBody(body) !== hash) throw new Refusal('body')
  const parsed = schema.safeParse(readJson(body.json, 'schema'))
  if (!parsed.success) throw new Refusal('schema')
  return parsed.data
}
