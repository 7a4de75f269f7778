import { Refusal } from '@causeway/schemas/problems'
import { Content, MAX_BODY_CHARACTERS, type Message } from '@causeway/schemas/record'
import type { Digest, Envelope, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import { commitTo, type UnsignedEnvelope, type VerifiedEnvelope } from '../envelope/index.ts'
import {
  identityOf,
  type OpeningKey,
  open,
  PLAINTEXT_BUCKETS,
  readJson,
  type SealingKey,
  seal,
} from '../suite/index.ts'

/** What a new envelope needs beside its messages; id and salt are fresh random values. */
export interface Addressing {
  id: RandomId
  from: NodeId
  to: NodeId
  salt: Digest
}

/** The signed objects of a message, in the order in which the commitment counts them. */
function signedObjects(message: Message): string[] {
  if (message.type === 'receipt') return message.receipts
  return [message.event, ...(message.grants ?? [])]
}

/** The identities of all signed objects in a content, in the order of its commitment. */
export const signedIn = ({ messages }: Pick<Content, 'messages'>): Identity[] =>
  messages.flatMap(signedObjects).map(identityOf)

/** What was sealed, with what opens its commitment to somebody who may not read it. */
export interface SealedContent extends UnsignedEnvelope {
  salt: Digest
  /** See `signedIn`. */
  signed: Identity[]
}

/**
 * Seals messages for one node. What comes back lacks only its place in the sequence and its
 * signature. Throws a ZodError on malformed messages, `RangeError` when they are too large.
 */
export async function sealContent(
  { id, from, to, salt }: Addressing,
  messages: Message[],
  recipient: SealingKey,
): Promise<SealedContent> {
  const content = Content.parse({ v: 1, id, from, to, salt, messages })
  const ct = await seal(Buffer.from(JSON.stringify(content)), recipient)
  const signed = signedIn(content)
  const commit = commitTo(salt, signed)
  return { id, from, to, enc_kid: recipient.kid, commit, ct, salt, signed }
}

/** Whether messages are short enough to travel together in one envelope. */
export function fitsEnvelope(messages: readonly Message[]): boolean {
  const addressing = { v: 1, id: ' '.repeat(22), from: 'xx', to: 'xx', salt: ' '.repeat(43) }
  const length = Buffer.byteLength(JSON.stringify({ ...addressing, messages }))
  const bodies = messages.flatMap((message) => ('body' in message ? [message.body] : []))
  const isBodyShort = bodies.every((body) => !body || body.json.length <= MAX_BODY_CHARACTERS)
  return isBodyShort && PLAINTEXT_BUCKETS.some((bucket) => length < bucket)
}

/**
 * Opens an envelope that has been verified. Throws `Refusal`: as `open`; `key` when it was sealed
 * to another key than the header says; `schema` when the content is not strict JSON of the known
 * shape; `rewrapped` when it was sealed for another envelope; `commit` when the header committed to
 * other signed objects.
 */
export async function openContent(
  { ct }: Envelope,
  { header }: VerifiedEnvelope,
  findKey: (kid: Digest) => OpeningKey | undefined,
): Promise<Content> {
  const bytes = await open(ct, (kid) => (kid === header.enc_kid ? findKey(kid) : undefined))
  const parsed = Content.safeParse(readJson(bytes, 'schema'))
  if (!parsed.success) throw new Refusal('schema')
  const content = parsed.data
  const isSame =
    content.id === header.id && content.from === header.from && content.to === header.to
  if (!isSame) throw new Refusal('rewrapped')
  if (commitTo(content.salt, signedIn(content)) !== header.commit) throw new Refusal('commit')
  return content
}
