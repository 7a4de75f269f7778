import { AlarmKind } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect, test } from 'vitest'
import { NOON } from '../../test/deadline-facts.ts'
import { firstRungs, readRungKey, roleOn, rungDeadlines } from './ladder.ts'

const id = 'A'.repeat(22) as RandomId
const open = (kind: AlarmKind, isAcknowledged = false) => ({
  id,
  kind,
  key: '',
  raisedAt: NOON,
  isAcknowledged,
})

describe('the ladder', () => {
  test('tells a worker at once, the deputy after 15, a supervisor after 30, the focal point after 45 minutes', () => {
    const steps = rungDeadlines([open('missed')], 1).map(({ key, due }) => [
      roleOn('missed', readRungKey(key).rung),
      (due - NOON) / 60,
    ])
    expect(firstRungs('missed').map((rung) => roleOn('missed', rung))).toEqual(['worker'])
    expect(steps).toEqual([
      ['deputy', 15],
      ['supervisor', 30],
      ['focal_point', 45],
    ])
  })

  test('is as much shorter as time is compressed', () => {
    expect(rungDeadlines([open('missed')], 60).map(({ due }) => due - NOON)).toEqual([15, 30, 45])
  })

  test('ends when somebody has acknowledged', () => {
    expect(rungDeadlines([open('missed', true)], 1)).toEqual([])
  })

  test('of every kind begins at once and ends with the focal point', () => {
    for (const kind of AlarmKind.options) {
      const later = rungDeadlines([open(kind)], 1).map(({ key }) => readRungKey(key).rung)
      const rungs = [...firstRungs(kind), ...later].map((rung) => roleOn(kind, rung))
      expect(firstRungs(kind)).not.toEqual([])
      expect(rungs.at(-1)).toBe('focal_point')
      expect(new Set(rungs).size).toBe(rungs.length)
    }
  })
})
