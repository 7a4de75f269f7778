import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { forms } from '../vectors/make/forms.ts'

const folder = new URL('../forms/', import.meta.url)
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object

test('every form that is written down is the one that the code reads by', () => {
  const written = readdirSync(folder).map((file) => [file.replace('.json', ''), read(file)])
  expect(Object.fromEntries(written)).toEqual(forms)
})

test('no form has a place for a member that it does not name', () => {
  const open: string[] = []
  const look = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    const { type, additionalProperties } = value as Record<string, unknown>
    if (type === 'object' && additionalProperties !== false) open.push(path)
    for (const [key, inner] of Object.entries(value)) look(inner, `${path}/${key}`)
  }
  look(forms, '')
  expect(open).toEqual([])
})
