import { readdirSync, readFileSync } from 'node:fs'
import type { Digest } from '@causeway/schemas/wire'
import { expect, test } from 'vitest'
import { verifyEvidence } from './index.ts'

interface Vector {
  expect: string
  now: number
  root: Digest
  evidence: string
  gaps?: string[]
}

const folder = new URL('../../vectors/evidence/', import.meta.url)

test.each(readdirSync(folder).toSorted())('%s', async (name) => {
  const vector = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector
  const verdict = await verifyEvidence(vector.evidence, vector)
  if (verdict.holds) {
    expect([vector.expect, verdict.gaps]).toEqual(['ok', vector.gaps])
  } else {
    const { link, fault, at } = verdict.broken
    expect([link, fault, at].filter((part) => part !== undefined).join(' ')).toBe(vector.expect)
  }
})
