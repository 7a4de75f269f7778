import { z } from 'zod'
import { Digest } from '../wire/index.ts'

/** The longest JSON text of a body. */
export const MAX_BODY_CHARACTERS = 150_000

/**
 * A body beside an event: JSON text, so that the bytes that were hashed are the bytes that are
 * read. The event holds SHA-256("cw/1 body\n" || salt || json).
 */
export const EventBody = z.strictObject({ salt: Digest, json: z.string().max(MAX_BODY_CHARACTERS) })
export type EventBody = z.infer<typeof EventBody>
