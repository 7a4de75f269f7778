import { readdirSync, readFileSync } from 'node:fs'
import { MAX_EVIDENCE_CHARACTERS } from '@causeway/schemas/evidence'
import {
  AGREEMENT_LIFETIME_SECONDS,
  CATEGORY_DIGESTS,
  eventData,
  MAX_BODY_CHARACTERS,
  MAX_EVENTS,
  RECORD_DIGESTS,
} from '@causeway/schemas/record'
import {
  CLOCK_SKEW_SECONDS,
  CompactJwe,
  ENVELOPE_BATCH,
  ENVELOPE_LIFETIME_SECONDS,
  MAX_DIRECTORY_CHARACTERS,
  MAX_JWS_CHARACTERS,
  MERGE_DELAY_SECONDS,
  parseStrictJson,
} from '@causeway/schemas/wire'
import { describe, expect, test } from 'vitest'
import { jwsTypes } from './suite/jws.ts'
import { PLAINTEXT_BUCKETS } from './suite/padding.ts'

const here = (path: string) => new URL(`../${path}`, import.meta.url)
const spec = readFileSync(here('SPEC.md'), 'utf8')

/** The text under a heading, up to the next one of its rank or above. */
function under(heading: string): string {
  const rank = heading.split(' ')[0]?.length ?? 0
  const [, after = ''] = spec.split(`\n${heading}`)
  return after.split(new RegExp(`\\n#{2,${rank}} `))[0] ?? ''
}

/** Rows of the tables in a text, without their heads. */
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| --'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

const quoted = (text = '') => [...text.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name)
const formNames = readdirSync(here('forms')).map((file) => file.replace('.json', ''))
const numbersIn = (text = '') =>
  [...text.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(',', '')))

/** The deepest nesting that is read. */
function deepest(): number {
  const reads = (depth: number) => {
    try {
      return Array.isArray(parseStrictJson('['.repeat(depth) + ']'.repeat(depth)))
    } catch {
      return false
    }
  }
  let depth = 1
  while (reads(depth + 1)) depth += 1
  return depth
}

/** The longest ciphertext that is of the form. */
const isCiphertext = (length: number) =>
  CompactJwe.safeParse(`A.A..${'A'.repeat(length - 6)}.`).success

describe('what the specification lists', () => {
  test('names every type of signed object, in the sentence and in the table', () => {
    const section = under('### 2.1')
    const [, sentence = ''] = section.split('`typ` is one of')
    expect(quoted(sentence.split('.\n')[0])).toEqual([...jwsTypes])
    const rows = rowsOf(section).filter(([type = '']) => /\+(jws|sd-jwt|jwt)`$/.test(type))
    expect(rows.map(([type]) => quoted(type)[0]).toSorted()).toEqual([...jwsTypes].toSorted())
    for (const [, form] of rows) {
      for (const name of quoted(form)) expect(formNames).toContain(name)
    }
  })

  test('gives the sizes that plaintext is padded to', () => {
    const [, sentence = ''] = under('### 2.2').split('to the smallest of ')
    expect(numbersIn(sentence.split('bytes')[0])).toEqual([...PLAINTEXT_BUCKETS])
  })

  test('gives the limits that the code keeps', () => {
    const limits = rowsOf(under('### 11.3')).slice(1)
    expect(Object.fromEntries(limits.map(([of, most]) => [of, numbersIn(most)[0]]))).toEqual({
      'characters of a signed object': MAX_JWS_CHARACTERS,
      'characters of a directory': MAX_DIRECTORY_CHARACTERS,
      'characters of a ciphertext': 250_000,
      'bytes of a content, with its padding': PLAINTEXT_BUCKETS.at(-1),
      'characters of the text of a body': MAX_BODY_CHARACTERS,
      'characters of a checkpoint with its lines': 131_072,
      'characters of a bundle of evidence': MAX_EVIDENCE_CHARACTERS,
      'nesting of JSON': deepest(),
      'envelopes in a call, letters in an answer': ENVELOPE_BATCH,
      'events of one node in one referral': MAX_EVENTS,
      'digests of a record': RECORD_DIGESTS,
      'digests of a group': CATEGORY_DIGESTS,
      'seconds that a signature may be ahead of its reader': CLOCK_SKEW_SECONDS,
      'seconds from a submission to its leaf': MERGE_DELAY_SECONDS,
      'seconds that an envelope lives': ENVELOPE_LIFETIME_SECONDS,
      'seconds that a grant lasts': AGREEMENT_LIFETIME_SECONDS,
    })
    expect([isCiphertext(250_000), isCiphertext(250_001)]).toEqual([true, false])
    const checkpoint = JSON.parse(readFileSync(here('forms/checkpoint-reply.json'), 'utf8'))
    expect(checkpoint.properties.checkpoint.maxLength).toBe(131_072)
  })

  test('says of every event that has a body which form that is', () => {
    const rows = rowsOf(under('### 3.9')).slice(1)
    const withBody = Object.entries(eventData).filter(([, data]) => 'body' in data.shape)
    expect(rows.map(([type]) => quoted(type)[0]).toSorted()).toEqual(
      withBody.map(([type]) => type).toSorted(),
    )
    for (const [, form] of rows) expect(formNames).toContain(quoted(form)[0])
  })

  test('names every form somewhere, and says only of forms what they leave unsaid', () => {
    const named = new Set(quoted(spec))
    expect(
      formNames.filter((name) => !named.has(name) && !named.has(`forms/${name}.json`)),
    ).toEqual([])
    const beside = rowsOf(under('### 1.3')).slice(1)
    expect(beside.map(([form]) => quoted(form)[0])).toEqual(
      ['envelope', 'grant', 'item', 'plan', 'receipt', 'record'].filter((it) =>
        formNames.includes(it),
      ),
    )
  })

  test('says what `data` names, in words of the events', () => {
    const members = Object.values(eventData).flatMap((data) => Object.keys(data.shape))
    const named = rowsOf(under('### 5.1'))
      .slice(1)
      .flatMap(([names]) => quoted(names))
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter((name) => !members.includes(name))).toEqual([])
  })

  test('says of every folder of vectors what to do with it', () => {
    const folders = readdirSync(here('vectors'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'make')
      .map(({ name }) => name)
    const named = rowsOf(under('## 13')).map(([folder]) => quoted(folder)[0])
    expect(folders.filter((name) => !named.includes(name))).toEqual([])
  })

  test('prints restrictions and questions as a vector has them', () => {
    const vector = readFileSync(here('vectors/fold/restrictions-and-questions.json'), 'utf8')
    const { restrictions, questions } = JSON.parse(vector).state
    const [, printed = ''] = spec.split('restrictions-and-questions.json`')
    const lines = printed.split('```')[1]?.trim().split('\n') ?? []
    expect(lines.map((line) => JSON.parse(line))).toEqual([restrictions[0], questions[0]])
  })
})

test('the contents name every section, in its order, and lead there', () => {
  const sections = [...spec.matchAll(/^## (\d+)\. (.*)$/gm)]
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-')
  const contents = [...spec.matchAll(/^(\d+)\. \[([^\]]+)\]\(#(.+)\)$/gm)]
  expect(contents.map(([, number, , link]) => [number, link])).toEqual(
    sections.map(([, number = '', title = '']) => [number, anchor(`${number}. ${title}`)]),
  )
})
