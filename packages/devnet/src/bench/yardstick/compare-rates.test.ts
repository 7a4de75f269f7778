import { expect, test } from 'vitest'
import { compareRates } from './compare-rates.ts'
import { readRate } from './pgbench.ts'

const from = (values: number[]) => async () => values.shift() ?? Number.NaN

test('holds each rate against the yardstick right before and right after it', async () => {
  const one = from([50, 80, 60])
  const two = from([200, 220, 210])
  const yardstick = from([100, 102, 98, 100, 104, 96, 100])
  const held = await compareRates({ one, two }, yardstick)
  // `one` after the 1st, 3rd and 5th of them, `two` after the 2nd, 4th and 6th.
  expect(held.one).toEqual({ subject: 60, before: 100, after: 100, ratio: 0.6, isSteady: true })
  expect(held.two).toEqual({ subject: 210, before: 100, after: 100, ratio: 2.1, isSteady: true })
})

test('measures again when the machine was busy on one side, and says so if it stays', async () => {
  const calm = [100, 100, 100, 100]
  const torn = [100, 200, 300, 400]
  const subject = () => from([10, 10, 10, 20, 20, 20])
  const again = await compareRates({ it: subject() }, from([...torn, ...calm]))
  expect(again.it).toMatchObject({ subject: 20, isSteady: true })
  const never = await compareRates({ it: subject() }, from([...torn, ...torn]))
  expect(never.it).toMatchObject({ subject: 20, isSteady: false })
})

test('takes a rate from pgbench only when nothing failed', () => {
  const report = 'number of failed transactions: 0 (0.000%)\ntps = 3012.5 (without initial)\n'
  expect(readRate(report)).toBe(3012.5)
  expect(() => readRate(report.replace(': 0', ': 3'))).toThrow(TypeError)
  expect(() => readRate('')).toThrow(TypeError)
})
