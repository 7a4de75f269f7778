import {
  CATEGORY_DIGESTS,
  Category,
  categoryOf,
  ItemCode,
  RECORD_DIGESTS,
  RecordItem,
  SignedRecord,
} from '@causeway/schemas/record'
import type { Digest, NodeId, RandomId, Seconds } from '@causeway/schemas/wire'
import { identityOf, type SigningKey, sha256, signJws } from '../../suite/index.ts'
import { type HeldDisclosure, type IssuedRecord, writeDisclosure } from './disclosure.ts'
import { fillPlaces } from './places.ts'
import { type PreviousCategory, readPrevious } from './previous-revision.ts'
import type { RecordRandomness } from './randomness.ts'

/** What a record is made of. `previous` is the revision before, with all of its disclosures. */
export interface RecordToIssue {
  iss: NodeId
  custodian: NodeId
  rec: RandomId
  iat: Seconds
  items: readonly RecordItem[]
  previous?: IssuedRecord
}

/**
 * Signs a record of these items, or its next revision: what did not change keeps its salt and
 * digest, what changed gets a new salt, and what is new takes the place of what is gone, else of a
 * decoy; what is gone and not replaced leaves a new decoy. Returns `previous` itself when nothing
 * changed. Throws a ZodError on a malformed item, `TypeError` when an item is there twice or
 * `previous` is another record.
 */
export function issueRecord(
  { iss, custodian, rec, iat, items, previous }: RecordToIssue,
  random: RecordRandomness,
  key: SigningKey,
): IssuedRecord {
  const before = previous && readPrevious(previous)
  if (before && (before.record.rec !== rec || before.record.iss !== iss)) {
    throw new TypeError('a revision is one of the same record by the same issuer')
  }
  const groups = groupItems(items).map(([category, group]) =>
    writeCategory(category, group, before?.categories.get(category), random),
  )
  const held = [...(before?.categories.values() ?? [])].map(({ text }) => sha256(text))
  const digests = groups.map(([group]) => sha256(group.text))
  const places = { digests: before?.record._sd ?? [], held }
  const claims = {
    _sd: fillPlaces(RECORD_DIGESTS, digests, places, random),
    cnf: { kid: `node:${custodian}` },
  }
  if (previous && before && isSame(before.record, claims)) return previous
  const payload = SignedRecord.parse({
    iss,
    rec,
    view: 'care',
    rev: (before?.record.rev ?? 0) + 1,
    prev: previous ? identityOf(previous.jwt) : null,
    iat,
    schema: 'cw-care-1',
    _sd_alg: 'sha-256',
    ...claims,
  })
  return { jwt: signJws('cw-record+sd-jwt', payload, key), disclosures: groups.flat() }
}

const isSame = (
  record: SignedRecord,
  { _sd, cnf }: Pick<SignedRecord, 'cnf'> & { _sd: Digest[] },
) => record.cnf.kid === cnf.kid && record._sd.join() === _sd.join()

/** In the order of the lists of codes, which says nothing of when something was told. */
function groupItems(items: readonly RecordItem[]): [Category, RecordItem[]][] {
  const byCode = new Map(items.map((item) => [item.code, RecordItem.parse(item)]))
  if (byCode.size < items.length) throw new TypeError('an item stands once in a record')
  const sorted = ItemCode.options.flatMap((code) => byCode.get(code) ?? [])
  const groups = Category.options.map((category): [Category, RecordItem[]] => [
    category,
    sorted.filter(({ code }) => categoryOf(code) === category),
  ])
  return groups.filter(([, group]) => group.length > 0)
}

/** The disclosure of a group, and after it those of its items. */
function writeCategory(
  category: Category,
  group: readonly RecordItem[],
  before: PreviousCategory | undefined,
  random: RecordRandomness,
): [HeldDisclosure, ...HeldDisclosure[]] {
  const items = group.map((item) => {
    const { code, ...value } = item
    const kept = before?.items.get(code)
    const isUnchanged = kept && JSON.stringify(kept.item) === JSON.stringify(item)
    const text = isUnchanged ? kept.text : writeDisclosure(random.salt(), code, value)
    return { category, code, text }
  })
  const held = [...(before?.items.values() ?? [])].map(({ text }) => sha256(text))
  const digests = items.map(({ text }) => sha256(text))
  const places = { digests: before?._sd ?? [], held }
  const _sd = fillPlaces(CATEGORY_DIGESTS, digests, places, random)
  const isUnchanged = before?._sd.join() === _sd.join()
  const text = isUnchanged ? before.text : writeDisclosure(random.salt(), category, { _sd })
  return [{ category, text }, ...items]
}
