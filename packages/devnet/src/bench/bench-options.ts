import { parseArgs } from 'node:util'
import { type FigureId, figures } from './figures.ts'

const known = Object.keys(figures) as FigureId[]
/** By the clock and against nothing: measured when it is asked for, the others fit into four minutes. */
const APART: FigureId[] = ['P12']
const USAGE = `Usage: npm run bench -- [--json] [--long] [--only P10]..., of ${known.join(', ')}`

export interface BenchOptions {
  json: boolean
  /** What takes minutes is measured whole, and not a part of it. */
  long: boolean
  only: FigureId[]
}

/** Which figures were asked for, or the one line that says how to ask. */
export function readBenchOptions(args: readonly string[]): BenchOptions | { usage: string } {
  const values = parse(args)
  const only = known.filter((id) => (values?.only ? values.only.includes(id) : !APART.includes(id)))
  const isKnown = (id: string) => known.some((it) => it === id)
  if (!values || !(values.only ?? []).every(isKnown)) return { usage: USAGE }
  return { json: values.json, long: values.long, only }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        long: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true },
      },
    }).values
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) return undefined
    throw error
  }
}
