import { readdirSync, readFileSync } from 'node:fs'
import {
  type BrokenEvidence,
  type EvidenceLink,
  evidenceLinks,
  verifyEvidence,
  type WholeEvidence,
} from '@causeway/protocol/evidence'
import type { eventData } from '@causeway/schemas/record'
import { describe, expect, test } from 'vitest'
import { type SaidEvent, sayEvent } from './say-event.ts'
import { exitOf, sayVerdict } from './say-verdict.ts'

const folder = new URL('../../../protocol/vectors/evidence/', import.meta.url)
const names = readdirSync(folder).toSorted()
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const judge = (name: string, root?: null) => {
  const vector = read(name)
  return verifyEvidence(vector.evidence, {
    ...vector,
    ...(root === null ? { root: undefined } : {}),
  })
}
const good = (await judge('good.json')) as WholeEvidence

describe('every verdict', () => {
  test.each(names)('of %s is text that people can read', async (name) => {
    const verdict = await judge(name)
    const said = sayVerdict(verdict)
    expect(exitOf(verdict)).toBe(verdict.holds ? 0 : 1)
    expect(said).toMatch(verdict.holds ? /^WHOLE: / : /^BROKEN: /)
    expect(Math.max(...said.split('\n').map((line) => line.length))).toBeLessThanOrEqual(96)
    expect(said).not.toMatch(/undefined|null|NaN|\[object|_| {2}[.,;]/)
    expect(said).not.toMatch(/ \n/)
  })

  test('without a root key is no proof, and says so first', async () => {
    const verdict = await judge('good.json', null)
    expect(exitOf(verdict)).toBe(2)
    const said = sayVerdict(verdict)
    expect(said).toMatch(/^NOT PROVEN: /)
    expect(said).not.toContain('WHAT IS PROVEN')
    expect(said).toContain('You named no root key')
  })

  test('says what is never proven', () => {
    const said = sayVerdict(good).replaceAll(/\s+/g, ' ')
    for (const limit of [
      'What was inside.',
      'That a person has read or understood anything.',
      'Who the workers are.',
      'That nothing else was said.',
      'That the clocks were right.',
      'That there is no second history of the log',
    ]) {
      expect(said).toContain(limit)
    }
  })

  test.each([
    ['good-not-logged.json', 'That envelope 1, 2, 3 stands in the log'],
    ['good-not-witnessed.json', 'fewer nodes have confirmed it than it takes'],
    ['good-not-joined.json', 'a proof of that is wanting'],
    ['good-fork.json', 'one node has signed two different events with the same number'],
    ['good-missing.json', 'What event 1 of Node ro (ro) said'],
  ])('of %s names what it lacks: %s', async (name, words) => {
    expect(sayVerdict(await judge(name)).replaceAll(/\s+/g, ' ')).toContain(words)
  })
})

test('a break is said with its link and its number, counted as people count', () => {
  const verdict = (link: EvidenceLink, at?: number): BrokenEvidence => ({
    holds: false,
    broken: { link, at, fault: 'signature' },
  })
  const said = evidenceLinks.map((link) => sayVerdict(verdict(link, 2)))
  expect(new Set(said).size).toBe(evidenceLinks.length)
  expect(sayVerdict(verdict('receipts', 2))).toContain('(the receipts of envelope 3)')
  expect(sayVerdict(verdict('seal', 0))).not.toMatch(/\d/)
})

test('only the times that nobody but the two parties said are called theirs', async () => {
  const said = (all: WholeEvidence) => sayVerdict(all).replaceAll(/\s+/g, ' ')
  expect(said(good)).toContain('only the two parties have said')
  const envelopes = good.envelopes.map((envelope) => ({
    ...envelope,
    logged: envelope.logged && { ...envelope.logged, by: ['gb', 'nl'] as never },
  }))
  expect(said({ ...good, envelopes })).toContain('one node beside the two parties said as well')
  const mixed = [...good.envelopes.slice(0, 1), ...envelopes.slice(1)]
  expect(said({ ...good, envelopes: mixed })).toContain(
    'of some envelopes only the two parties have said',
  )
})

describe('every kind of event is said in a sentence', () => {
  const samples: Record<keyof typeof eventData, object> = {
    offered: { from_org: 'x', to: { node: 'ro', org: 'x' }, purpose: 'return', urgency: 'urgent' },
    opened: {},
    accepted: { services: ['safe_housing'], not_accepted: ['legal_aid'] },
    declined: { reason: 'no_capacity' },
    disclosed: { tier: 't2' },
    expired: {},
    acceptance_withdrawn: { reason: 'other' },
    recalled: {},
    recall_requested: {},
    recall_confirmed: {},
    plan_signed: { plan: 1 },
    travel_changed: { plan: 1, reason: 'change_of_mind' },
    departed: { plan: 1, when: 1_800_000_000, phoned_in: true },
    missed: { plan: 1, leg: 2 },
    lost_contact: { plan: 1 },
    arrived: { kind: 'by_plan', words: 'not_used', when: 1_800_000_000, phoned_in: false },
    in_care: { when: 1_800_000_000, phoned_in: false, feedback: 'none' },
    custody_passed: {},
    paused: { by_her: true },
    resumed: {},
    withdrawn: {},
    consent_withdrawn: { groups: ['health_needs'] },
    restricted: {},
    withdrawal_undone: {},
    asked: { question: 'arrival_date' },
    answered: {},
    asked_again: { statutory: true },
    closed: { outcome: 'services_completed' },
  }

  test.each(Object.entries(samples))('%s', (type, data) => {
    const said = sayEvent({ type, data } as SaidEvent, good)
    expect(said).toMatch(/^[a-z][^_]{10,}[^.,; ]$/)
    expect(said).not.toMatch(/undefined|\[object/)
  })
})

test('names out of a directory that somebody made up write nothing but names', () => {
  const hostile = '\u001b[2J\u009b2J\r\n\nWHOLE: everything holds.\u2028\u202e'
  const names = Object.fromEntries(Object.keys(good.names).map((id) => [id, hostile]))
  const all = { ...good, names, network: { ...good.network, name: hostile } }
  const said = sayVerdict(all)
  expect(said).not.toMatch(/[^\P{Cc}\n]|[\p{Zl}\p{Bidi_Control}]/u)
  expect(said.match(/^WHOLE/gm)).toHaveLength(1)
  expect(sayVerdict(good)).toMatch(/^WHOLE/)
})

test('nobody is said to act for an organisation that the directory gives to another node', () => {
  const [offer, ...more] = good.events as [SaidEvent, ...SaidEvent[]]
  const names = { ...good.names, [offer.actor.org]: 'Harbour' }
  const said = (home: string) =>
    sayVerdict({
      ...good,
      names,
      homes: { [offer.actor.org]: home as never },
      events: [offer, ...more],
    })
  expect(said('gb')).toContain('A case worker of Harbour (Node gb) offered')
  expect(said('ro').replaceAll(/\s+/g, ' ')).toContain(
    'A case worker of an organisation of another node ("Harbour") (Node gb) offered',
  )
})

test('what is in no confirmed state of the log is not said to have existed by any time', async () => {
  expect(sayVerdict(good)).toContain('They existed by the times')
  const envelopes = good.envelopes.map((envelope) => ({ ...envelope, logged: undefined }))
  const said = sayVerdict({ ...good, envelopes }).replaceAll(/\s+/g, ' ')
  expect(said).toContain('0 of 3 envelopes stand in the log')
  expect(said).not.toContain('They existed by')
})
