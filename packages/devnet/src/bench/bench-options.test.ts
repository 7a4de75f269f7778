import { expect, test } from 'vitest'
import { readBenchOptions } from './bench-options.ts'
import { figures } from './figures.ts'
import { tellFigure } from './run-bench.ts'

test('asks for every figure when none is named', () => {
  expect(readBenchOptions([])).toEqual({ json: false, long: false, only: Object.keys(figures) })
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
