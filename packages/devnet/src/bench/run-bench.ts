import { availableParallelism, cpus } from 'node:os'
import type { BenchOptions } from './bench-options.ts'
import { type Figure, type Goal, type Line, meets } from './figure.ts'
import { figures } from './figures.ts'

/** What was measured, where. A figure without its machine says nothing. */
interface BenchReport {
  machine: { node: string; cpu: string; cores: number }
  ok: boolean
  figures: Figure[]
}

/** Measures one figure after the other: two at a time would measure each other. */
export async function runBench(
  { only, long }: Pick<BenchOptions, 'only' | 'long'>,
  onFigure: (figure: Figure) => void = () => {},
): Promise<BenchReport> {
  const measured: Figure[] = []
  for (const id of only) {
    const figure = await figures[id](long)
    measured.push(figure)
    onFigure(figure)
  }
  const [{ model = '' } = {}] = cpus()
  const machine = { node: process.version, cpu: model, cores: availableParallelism() }
  return { machine, ok: measured.every(({ ok }) => ok), figures: measured }
}

/** One figure as lines to read. */
export function tellFigure({ id, what, ratio, goal, ok, denominator, lines }: Figure): string {
  const head = `${id} ${ok ? 'ok  ' : 'MISS'} ${ratio.toFixed(2)} (${tellGoal(goal)})  ${what}`
  return [head, `          against ${denominator}`, ...lines.map(tellLine)].join('\n')
}

function tellLine({ what, ratio, goal }: Line): string {
  const told = goal ? `  (${tellGoal(goal)}${meets(ratio, goal) ? '' : ': MISS'})` : ''
  return `  ${ratio.toFixed(2).padStart(6)}  ${what}${told}`
}

const tellGoal = (goal: Goal) =>
  'atLeast' in goal ? `goal >= ${goal.atLeast}` : `goal <= ${goal.atMost}`
