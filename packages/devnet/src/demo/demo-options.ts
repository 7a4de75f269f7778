import { parseArgs } from 'node:util'
import { developmentCountries } from '../directory/countries.ts'
import { readCorridor } from './corridor.ts'

const USAGE = `Usage: npm run demo -- [--json] [--corridor gb:ro], from one to another of ${developmentCountries.join(', ')}`

/** What the demonstration was asked for, or the one line that says how to ask. */
export function readDemoOptions(
  args: readonly string[],
): { json: boolean; corridor: string } | { usage: string } {
  const values = parse(args)
  if (!values || !readCorridor(values.corridor, developmentCountries)) return { usage: USAGE }
  return values
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        corridor: { type: 'string', default: 'gb:ro' },
      },
    }).values
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) return undefined
    throw error
  }
}
