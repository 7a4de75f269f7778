import { availableParallelism, cpus } from 'node:os'
import type { Figure } from './figure.ts'
import { type FigureId, figures } from './figures.ts'

/** What was measured, where. A figure without its machine says nothing. */
interface BenchReport {
  machine: { node: string; cpu: string; cores: number }
  ok: boolean
  figures: Figure[]
}

/** Measures one figure after the other: two at a time would measure each other. */
export async function runBench(
  only: readonly FigureId[],
  onFigure: (figure: Figure) => void = () => {},
): Promise<BenchReport> {
  const measured: Figure[] = []
  for (const id of only) {
    const figure = await figures[id]()
    measured.push(figure)
    onFigure(figure)
  }
  const [{ model = '' } = {}] = cpus()
  const machine = { node: process.version, cpu: model, cores: availableParallelism() }
  return { machine, ok: measured.every(({ ok }) => ok), figures: measured }
}

/** One figure as lines to read. */
export function tellFigure({ id, what, ratio, goal, ok, denominator, lines }: Figure): string {
  const head = `${id} ${ok ? 'ok  ' : 'MISS'} ${ratio.toFixed(2)} (goal <= ${goal})  ${what}`
  const more = lines.map((line) => `  ${line.ratio.toFixed(2).padStart(6)}  ${line.what}`)
  return [head, `          against ${denominator}`, ...more].join('\n')
}
