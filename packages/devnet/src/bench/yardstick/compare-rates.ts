import { type Comparison, isSteady, mayRepeat, median } from '../measure.ts'

/** How many a second it does, over one stretch. */
export type Rate = () => Promise<number>

const ROUNDS = 3
const ATTEMPTS = 2

/**
 * Holds rates against that of a yardstick, measured before and after each of them in every round;
 * medians of three. Repeats the whole once when the two sides of a yardstick lie apart and there is time.
 */
export async function compareRates<Name extends string>(
  subjects: Record<Name, Rate>,
  yardstick: Rate,
): Promise<Record<Name, Comparison>> {
  let result = await measureRounds(subjects, yardstick)
  for (let attempt = 1; attempt < ATTEMPTS && !isAllSteady(result) && mayRepeat(); attempt += 1) {
    result = await measureRounds(subjects, yardstick)
  }
  return result
}

const isAllSteady = (result: Record<string, Comparison>) =>
  Object.values(result).every((comparison) => comparison.isSteady)

async function measureRounds<Name extends string>(
  subjects: Record<Name, Rate>,
  yardstick: Rate,
): Promise<Record<Name, Comparison>> {
  const names = Object.keys(subjects) as Name[]
  const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    { before: number; subject: number; after: number }[]
  >
  let before = await yardstick()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      const subject = await subjects[name]()
      const after = await yardstick()
      taken[name].push({ before, subject, after })
      before = after
    }
  }
  return Object.fromEntries(names.map((name) => [name, summed(taken[name])])) as Record<
    Name,
    Comparison
  >
}

function summed(rounds: readonly { before: number; subject: number; after: number }[]): Comparison {
  const middle = (part: 'before' | 'subject' | 'after') => median(rounds.map((it) => it[part]))
  const [before, subject, after] = [middle('before'), middle('subject'), middle('after')]
  const ratio = (2 * subject) / (before + after)
  return { subject, before, after, ratio, isSteady: isSteady(before, after) }
}
