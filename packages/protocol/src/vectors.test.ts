import { readdirSync, readFileSync } from 'node:fs'
import { MeetingLanguage } from '@causeway/schemas/codes'
import { type EventBody, type ItemCode, Offer, type Watch } from '@causeway/schemas/record'
import type { Digest, NodeId, RandomId, SigningJwk } from '@causeway/schemas/wire'
import { describe, expect, test } from 'vitest'
import { proveRequest } from '../test/prove-request.ts'
import { refusalOf } from '../test/refusal-of.ts'
import { verifyEvent } from './chain/index.ts'
import { verifyEnvelope } from './envelope/index.ts'
import { type MeetingWords, meetingWordsOf, wordsIn } from './meeting/index.ts'
import { type DisclosureChoice, type DisclosureQuestion, disclosableItems } from './policy/index.ts'
import { receiptSigners, verifyReceipt } from './receipt/index.ts'
import {
  openContent,
  readBody,
  readPlan,
  verifyAgreementReceipt,
  verifyCustody,
  verifyGrant,
  verifyPresentation,
  watchOf,
} from './record/index.ts'
import { fold } from './referral/index.ts'
import { importOpeningKey, type KeyDirectory, openDirectory } from './suite/index.ts'

interface Vector {
  comment: string
  expect: string
  now: number
  root: SigningJwk
  directory: string
}
interface Checked {
  directory: KeyDirectory
  now: number
}

interface PresentationVector {
  presentation: string
  from: NodeId
  aud: NodeId
  nonce: string
  /** What is shown, where it is taken. */
  items?: object[]
}

interface CustodyVector {
  next: string
  held: string
  custodian: NodeId
}

interface MeetingVector extends MeetingWords {
  secret: string
  referral: RandomId
  words: Record<MeetingLanguage, string[]>
}

interface PlanVector {
  plan: EventBody
  hash: Digest
  pace: number
  watch?: Watch
}

interface PolicyVector extends DisclosureQuestion, DisclosureChoice {
  items: ItemCode[]
}

const checks: Record<string, (vector: never, given: Checked) => unknown> = {
  envelope: async (
    { envelope, ct, open_with }: { envelope: string; ct: string; open_with: unknown },
    { directory, now },
  ) => {
    const letter = { envelope, ct }
    const key = await importOpeningKey(open_with)
    const verified = verifyEnvelope(letter, directory, now)
    const content = await openContent(letter, verified, (kid) =>
      kid === key.kid ? key : undefined,
    )
    for (const message of content.messages) {
      if (message.type !== 'referral.event') continue
      verifyEvent(message.event, content.from, directory, now)
      for (const grant of message.grants ?? []) verifyGrant(grant, content.from, directory, now)
    }
  },
  event: ({ event, from }: { event: string; from: NodeId }, { directory, now }) =>
    verifyEvent(event, from, directory, now),
  grant: ({ grant, from }: { grant: string; from: NodeId }, { directory, now }) =>
    verifyGrant(grant, from, directory, now),
  'agreement-receipt': ({ receipt }: { receipt: string }, { directory, now }) =>
    verifyAgreementReceipt(receipt, directory, now),
  receipt: ({ receipt }: { receipt: string }, { directory }) =>
    verifyReceipt(receipt, receiptSigners(directory)),
  directory: ({ directory, root }: Vector) => openDirectory(directory, root),
  proof: (
    { proof, ...request }: { proof: string; method: string; url: string; body: string },
    { directory, now },
  ) => proveRequest(proof, request, directory, now),
  fold: (
    { events, sender, state }: { events: string[]; sender: NodeId; state: object },
    { directory, now },
  ) => {
    const verified = events.map((text) => {
      const node = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()).node
      return verifyEvent(text, node, directory, now)
    })
    for (const order of [verified, verified.toReversed(), [...verified, ...verified]]) {
      const { frozen = null, position = null, watch = null, ...rest } = fold(order, sender)
      expect({ ...rest, frozen, position, watch }).toEqual(state)
    }
  },
  presentation: (
    { presentation, from, aud, nonce, items }: PresentationVector,
    { directory, now },
  ) => {
    const shown = verifyPresentation(presentation, { from, aud, nonce }, directory, now)
    expect(shown.items).toEqual(items)
  },
  custody: ({ next, held, custodian }: CustodyVector, { directory, now }) =>
    verifyCustody(next, held, custodian, directory, now),
  body: ({ body, hash }: { body?: EventBody; hash: Digest }) => readBody(body, hash, Offer),
  plan: ({ plan, hash, pace, watch }: PlanVector) => {
    expect(watchOf(readPlan(plan, hash), pace)).toEqual(watch)
  },
  policy: ({ items, agreed, chosen, ...question }: PolicyVector) => {
    expect(disclosableItems(question, { agreed, chosen })).toEqual(items)
  },
  meeting: ({ secret, referral, indices, pin, card, words }: MeetingVector) => {
    const derived = meetingWordsOf(secret, referral)
    expect(derived).toEqual({ indices, pin, card })
    for (const it of MeetingLanguage.options) {
      expect(wordsIn(it, derived.indices)).toEqual(words[it])
    }
  },
}

/** Kinds that nothing has to be known for. */
const alone = new Set(['directory', 'meeting', 'body', 'plan', 'policy'])

const vectors = new URL('../vectors/', import.meta.url)
const networks = new Map<string, Promise<KeyDirectory>>()

/** The vectors share one directory; it is opened once. */
function openOnce({ directory, root }: Vector) {
  const known = networks.get(directory) ?? openDirectory(directory, root)
  networks.set(directory, known)
  return known
}

describe.each(Object.keys(checks))('vectors of %s', (kind) => {
  const folder = new URL(`${kind}/`, vectors)
  const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector

  test.each(readdirSync(folder).toSorted())('%s', async (name) => {
    const vector = read(name)
    const { now } = vector
    const code = await refusalOf(async () => {
      if (alone.has(kind)) return checks[kind]?.(vector as never, undefined as never)
      return checks[kind]?.(vector as never, { directory: await openOnce(vector), now })
    })
    expect(code).toBe(vector.expect)
  })
})
