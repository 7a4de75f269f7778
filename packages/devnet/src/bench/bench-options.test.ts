import { expect, test } from 'vitest'
import { readBenchOptions } from './bench-options.ts'
import { tellFigure } from './run-bench.ts'

test('asks for every ratio when none is named', () => {
  const ratios = ['P1', 'P2', 'P3', 'P8', 'P9', 'P10']
  expect(readBenchOptions([])).toEqual({ json: false, long: false, only: ratios })
  expect(readBenchOptions(['--only', 'P12'])).toMatchObject({ only: ['P12'] })
  const few = { json: true, long: false, only: ['P10'] }
  expect(readBenchOptions(['--json', '--only', 'P10'])).toEqual(few)
  expect(readBenchOptions(['--long'])).toMatchObject({ long: true })
})

test.each([[['--only', 'P99']], [['--only', 'p10']], [['--only']], [['P10']], [['--fast']]])(
  'says how to ask after %j',
  (args) => {
    expect(readBenchOptions(args)).toEqual({ usage: expect.stringContaining('P10') })
  },
)

test('tells a figure with what it is held against, and a miss as one', () => {
  const measured = { subject: 30, before: 10, after: 10, ratio: 3, isSteady: true }
  const lines = [
    { what: 'against less', ratio: 4, measured },
    { what: 'and more', ratio: 4, goal: { atLeast: 5 }, measured },
  ]
  const goal = { atMost: 2 }
  const figure = { id: 'P0', what: 'it', ratio: 3, goal, ok: false, denominator: 'that' }
  const told = tellFigure({ ...figure, measured, lines })
  expect(told).toContain('P0 MISS 3.00 (goal <= 2)  it')
  expect(told).toContain('against that')
  expect(told).toMatch(/4.00 {2}against less$/m)
  expect(told).toContain('4.00  and more  (goal >= 5: MISS)')
})
