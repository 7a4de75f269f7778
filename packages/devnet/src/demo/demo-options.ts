import { parseArgs } from 'node:util'
import { developmentCountries } from '../directory/countries.ts'
import { readCorridor } from './corridor.ts'
import { type StoryName, storyNames } from './stories.ts'

const USAGE = `Usage: npm run demo -- [--json] [--corridor gb:ro] [--story ${storyNames[0]}]
Corridors lead from one to another of ${developmentCountries.join(', ')}. Stories: ${storyNames.join(', ')}.`

/** What the demonstration was asked for, or the one line that says how to ask. */
export function readDemoOptions(
  args: readonly string[],
): { json: boolean; corridor: string; story: StoryName } | { usage: string } {
  const values = parse(args)
  const story = storyNames.find((name) => name === values?.story)
  if (!values || !story || !readCorridor(values.corridor, developmentCountries)) {
    return { usage: USAGE }
  }
  return { ...values, story }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        corridor: { type: 'string', default: 'gb:ro' },
        story: { type: 'string', default: 'common-return' },
      },
    }).values
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) return undefined
    throw error
  }
}
