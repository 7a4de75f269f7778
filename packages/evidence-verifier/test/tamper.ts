import { type SigningKey, signJws } from '@causeway/protocol/suite'
import { changeAt, otherForm, withPart } from '@causeway/testkit/tamper'

/** Numbers that a change draws from; each call gives one below the bound. */
export type Draw = (bound: number) => number

export interface Changeable {
  text: string
  /** A real bundle of another referral between the same two nodes. */
  other: string
  /** Of the hub and of both nodes. */
  keys: readonly SigningKey[]
}

/** Anything that can stand in JSON. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Change = (given: Changeable, draw: Draw) => string

const isObject = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isJws = (value: Json): value is string =>
  typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)

type Path = (string | number)[]

/** Every place in a value that a test picks, with the way there. */
function placesOf(value: Json, is: (value: Json) => boolean, path: Path = []): Path[] {
  const inside = Array.isArray(value)
    ? value.flatMap((item, at) => placesOf(item, is, [...path, at]))
    : isObject(value)
      ? Object.entries(value).flatMap(([name, item]) => placesOf(item, is, [...path, name]))
      : []
  return is(value) ? [path, ...inside] : inside
}

const at = (value: Json, [step, ...rest]: Path): Json =>
  step === undefined ? value : at((value as Json[])[step as number] as Json, rest)

function set(value: Json, [step, ...rest]: Path, put: (old: Json) => Json): Json {
  if (step === undefined) return put(value)
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? set(item, rest, put) : item))
  }
  const entries = Object.entries(value as object)
  return Object.fromEntries(
    entries.map(([name, item]) => [name, name === step ? set(item, rest, put) : item]),
  )
}

/** Changes one of the places that are such; the text stays as it was where there is none. */
const changing =
  (is: (value: Json) => boolean, put: (old: Json, draw: Draw, given: Changeable) => Json): Change =>
  (given, draw) => {
    const value = JSON.parse(given.text) as Json
    const places = placesOf(value, is)
    const place = places[draw(places.length)]
    return place ? JSON.stringify(set(value, place, (old) => put(old, draw, given))) : given.text
  }

const longerThan = (length: number) => (value: Json) =>
  Array.isArray(value) && value.length > length
const items = (value: Json) => value as Json[]

const PRINTABLE = 95
const character = (draw: Draw) => String.fromCharCode(32 + draw(PRINTABLE))

/** Another value of the same kind. */
function otherLeaf(value: Json, draw: Draw): Json {
  if (value === null) return []
  if (typeof value === 'number') return value + (draw(2) === 0 ? 1 + draw(5) : -1 - draw(5))
  const text = value as string
  const place = draw(Math.max(1, text.length))
  return changeAt(text, place, 1 + draw(62))
}

/** The same kind of thing, from the bundle of another referral. */
function transplant({ text, other }: Changeable, draw: Draw): string {
  const [mine, theirs] = [JSON.parse(text) as Json, JSON.parse(other) as Json]
  const kinds = ['events', 'envelopes', 'checkpoints', 'joins', 'seal', 'referral'] as const
  const parts = ['envelope', 'salt', 'signed', 'receipts', 'inclusion'] as const
  const kind = kinds[draw(kinds.length)] as string
  const from = at(theirs, [kind])
  if (!Array.isArray(from)) return JSON.stringify(set(mine, [kind], () => from))
  const place = draw(items(at(mine, [kind])).length)
  const source = from[draw(from.length)] as Json
  if (kind !== 'envelopes' || draw(2) === 0) {
    return JSON.stringify(set(mine, [kind, place], () => source))
  }
  const part = parts[draw(parts.length)] as string
  return JSON.stringify(set(mine, [kind, place, part], () => at(source, [part])))
}

/** What is signed stays, and another key has signed it, under its own name or the right one. */
function signAnew(jws: string, draw: Draw, { keys }: Changeable): string {
  const [head = '', body = ''] = jws
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString())
  const { typ, kid } = JSON.parse(head)
  const key = keys[draw(keys.length)] as SigningKey
  // Whoever exported it may seal it again: that is another file, as true as the first.
  if (typ === 'cw-evidence+jws' && key.kid === kid) return jws
  const named = draw(2) === 0 ? key : { ...key, kid }
  return signJws(typ, JSON.parse(body), named)
}

function swapReceipts({ text }: Changeable, draw: Draw): string {
  const bundle = JSON.parse(text) as Json
  const places = placesOf(bundle, isJws).filter((path) => path.includes('receipts'))
  const [first, second] = [places[draw(places.length)] ?? [], places[draw(places.length)] ?? []]
  const [one, two] = [at(bundle, first), at(bundle, second)]
  return JSON.stringify(
    set(
      set(bundle, first, () => two),
      second,
      () => one,
    ),
  )
}

/** The last event of one side with the envelope that carried it, as if it had never been. */
function dropLast({ text }: Changeable, draw: Draw): string {
  const bundle = JSON.parse(text)
  const isOf = (from: string) => (jws: string) =>
    JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()).from === from
  const side = draw(2) === 0 ? bundle.sender : bundle.receiver
  const last = bundle.envelopes.findLastIndex(({ envelope }: { envelope: string }) =>
    isOf(side)(envelope),
  )
  const events = side === bundle.sender ? bundle.envelopes.length : bundle.events.length
  const cut = side === bundle.sender ? last : events - 1
  return JSON.stringify({
    ...bundle,
    events: bundle.events.toSpliced(cut, 1),
    envelopes: bundle.envelopes.toSpliced(last, 1),
  })
}

/** A signature line less, twice, or from another state of the log. */
function changeLines(note: string, draw: Draw, { other }: Changeable): string {
  const [text = '', signatures = ''] = note.split('\n\n')
  const lines = signatures.trimEnd().split('\n')
  const place = draw(lines.length)
  const strange = (JSON.parse(other).checkpoints[0] as string).trimEnd().split('\n')
  const changed = [
    () => lines.toSpliced(place, 1),
    () => [...lines, lines[place]],
    () => lines.with(place, strange.at(-1 - draw(2)) as string),
    () => lines.toReversed(),
  ][draw(4)] as () => string[]
  return `${text}\n\n${changed().join('\n')}\n`
}

const isNote = (value: Json) => typeof value === 'string' && value.includes('\n')
const splice = (text: string, place: number, less: number, more: string) =>
  text.slice(0, place) + more + text.slice(place + less)

/** Every kind of single change, by name. */
export const changes: Record<string, Change> = {
  'a character is another one': ({ text }, draw) =>
    splice(text, draw(text.length), 1, character(draw)),
  'a character more': ({ text }, draw) => splice(text, draw(text.length + 1), 0, character(draw)),
  'a character less': ({ text }, draw) => splice(text, draw(text.length), 1, ''),
  'two characters have changed places': ({ text }, draw) => {
    const place = draw(text.length - 1)
    return splice(text, place, 2, `${text[place + 1]}${text[place]}`)
  },
  'the end is missing': ({ text }, draw) => text.slice(0, draw(text.length)),
  'white space': ({ text }, draw) => {
    const places = [...text.matchAll(/[{}[\],:]/g)].map(({ index }) => index)
    return splice(
      text,
      places[draw(places.length)] ?? 0,
      0,
      [' ', '\n', '\t', '\r'][draw(4)] ?? ' ',
    )
  },
  'members in another order': changing(
    (value) => isObject(value) && Object.keys(value).length > 1,
    (value, draw) => {
      const entries = Object.entries(value as object)
      const [moved] = entries.splice(draw(entries.length), 1)
      return Object.fromEntries(entries.toSpliced(draw(entries.length + 1), 0, moved as never))
    },
  ),
  'a member less': changing(isObject, (value, draw) => {
    const entries = Object.entries(value as object)
    return Object.fromEntries(entries.toSpliced(draw(entries.length), 1))
  }),
  'a member more': changing(isObject, (value) => ({ ...(value as object), note: 'x' })),
  'a leaf is another one': changing(
    (value) => typeof value !== 'object' || value === null,
    otherLeaf,
  ),
  'an entry less': changing(longerThan(0), (value, draw) =>
    items(value).toSpliced(draw(items(value).length), 1),
  ),
  'an entry twice': changing(longerThan(0), (value, draw) => {
    const place = draw(items(value).length)
    return items(value).toSpliced(draw(items(value).length + 1), 0, items(value)[place] as Json)
  }),
  'two entries have changed places': changing(longerThan(1), (value, draw) => {
    const [one, two] = [draw(items(value).length), draw(items(value).length)]
    return items(value)
      .with(one, items(value)[two] as Json)
      .with(two, items(value)[one] as Json)
  }),
  'two receipts have changed places': swapReceipts,
  'a part of another referral': transplant,
  'the last event is gone with its envelope': dropLast,
  'the other form of a signature': changing(isJws, (jws) => otherForm(jws as string)),
  'signed by another key': changing(isJws, (jws, draw, given) =>
    signAnew(jws as string, draw, given),
  ),
  'a header says more': changing(isJws, (jws) =>
    withPart(jws as string, 0, (json) => json.replace('{', '{"b64":true,')),
  ),
  'a number is spelt in another way': changing(
    (value) => typeof value === 'number',
    (value) => `\u0000${value}.0\u0000`,
  ),
  'a signature line of a state of the log': changing(isNote, (note, draw, given) =>
    changeLines(note as string, draw, given),
  ),
}

/** One change of this kind; the text as it was when the draw changed nothing. */
export const tamper = (kind: string, given: Changeable, draw: Draw): string =>
  (changes[kind] as Change)(given, draw).replaceAll(/"\\u0000([^"]*)\\u0000"/g, '$1')
