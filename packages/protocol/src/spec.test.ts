import { readFileSync } from 'node:fs'
import { meetingWords } from '@causeway/schemas/codes'
import { hubProblems, sealedProblems } from '@causeway/schemas/problems'
import { describe, expect, test } from 'vitest'
import { transitions } from './referral/index.ts'
import { sha256 } from './suite/index.ts'

const spec = readFileSync(new URL('../SPEC.md', import.meta.url), 'utf8')

/** Cells of the table rows in the section under a heading. */
function rowsUnder(heading: string): string[][] {
  const [, after = ''] = spec.split(`\n### ${heading}`)
  const [section = ''] = after.split(/\n#{2,3} /)
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  return rows.map((row) => row.split('|').map((cell) => cell.trim()))
}

const codesIn = (cell = '') => [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code)

describe('what the specification prints', () => {
  test('names every kind of event once, with its kind and side', () => {
    const rows = rowsUnder('5.3').flatMap(([, types, kind, by]) =>
      codesIn(types).map((type) => ({ type, kind, by })),
    )
    const names = rows.map(({ type }) => type as keyof typeof transitions)
    expect(names.toSorted()).toEqual(Object.keys(transitions).toSorted())
    for (const { type, kind, by } of rows) {
      const row = transitions[type as keyof typeof transitions]
      expect({ type, kind }).toEqual({ type, kind: row.kind })
      if (type !== 'closed') expect({ type, by }).toEqual({ type, by: row.by })
    }
  })

  test('gives for every move where it fits, what it answers, where it leads and its rank', () => {
    for (const [, types, kind, , from = '', to = '', known, rank] of rowsUnder('5.3')) {
      const [type] = codesIn(types)
      const row = transitions[type as keyof typeof transitions]
      if (kind !== 'move' || row.kind !== 'move') continue
      expect({ type, rank: Number(rank) }).toEqual({ type, rank: row.rank })
      expect(known).toMatch(row.answers ?? '')
      if (type === 'closed') continue
      expect({ type, from: from.split(', ') }).toEqual({ type, from: row.from })
      expect(to.startsWith(row.to)).toBe(true)
    }
  })

  test('gives for every fact what it stands after', () => {
    for (const [, types, , , after] of rowsUnder('5.3')) {
      const row = transitions[codesIn(types)[0] as keyof typeof transitions]
      if (row?.kind === 'fact') expect(after).toMatch(new RegExp(`^${row.after}\\b`))
    }
  })

  test('prints the state of a vector as it is, and names every part of it', () => {
    const vector = new URL('../vectors/fold/recalled-and-accepted.json', import.meta.url)
    const { state } = JSON.parse(readFileSync(vector, 'utf8'))
    const [, example = ''] = spec.split('recalled-and-accepted.json`')
    expect(JSON.parse(example.split('```')[1]?.replace(/^json/, '') ?? '')).toEqual(state)
    const parts = rowsUnder('5.4').flatMap(([, part = '']) => part.replaceAll('`', ''))
    expect(parts.toSorted()).toEqual(Object.keys(state).toSorted())
  })

  test('pins every list of meeting words, so that none changes by accident', () => {
    const rows = rowsUnder('5.5').map(([, language, , first, last, digest]) => ({
      language: language?.replaceAll('`', ''),
      first,
      last,
      digest: digest?.replaceAll('`', ''),
    }))
    const lists = Object.entries(meetingWords).map(([language, words]) => ({
      language,
      first: words[0],
      last: words.at(-1),
      digest: sha256(words.join('\n')),
    }))
    expect(rows.filter(({ digest }) => digest)).toEqual(lists)
  })

  test('lists the codes of both tables of errors', () => {
    const sealed = rowsUnder('11.2').flatMap(([, code]) => codesIn(code))
    expect(sealed).toEqual(Object.keys(sealedProblems))
    const hub = rowsUnder('11.1').map(([, code, status]) => [codesIn(code)[0], Number(status)])
    expect(hub).toEqual(Object.entries(hubProblems).map(([code, { status }]) => [code, status]))
  })
})
