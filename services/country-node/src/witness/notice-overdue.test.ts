import { expect, test } from 'vitest'
import { stepOf } from './notice-overdue.ts'

const since = new Date(0)
const stepAt = (minutes: number) => stepOf(new Date(minutes * 60_000), since)

test('what is overdue is asked for after 6 minutes, then 11, 21, 41 and so on', () => {
  const steps = [0, 6, 11, 21, 41, 81, 161]
  for (const [step, minutes] of steps.entries()) {
    expect(stepAt(minutes + 0.01), `${minutes} minutes`).toBe(step)
    expect(stepAt((steps[step + 1] ?? 321) - 0.01), `before step ${step + 1}`).toBe(step)
  }
  expect(stepAt(60 * 24 * 14)).toBeLessThan(15)
})
