const ROUNDS = 9
const ATTEMPTS = 5
/** How often an act is done before it is measured, so that the compiler has finished with it. */
const WARM_UP = 5000
/** How far the yardstick may move between before and after, or the machine was busy meanwhile. */
const STEADY = 1.25
/** Milliseconds of a run after which nothing is measured once more, so that all of it fits into four minutes. */
const REPEAT_UNTIL = 150_000

/** Whether an unsteady measurement may be taken again; later it is told as the unsteady one it is. */
export const mayRepeat = (): boolean => performance.now() < REPEAT_UNTIL

/** Something to be measured; whether it is right has been seen before. */
export type Act = () => unknown

export interface Comparison {
  /** Medians: microseconds of CPU of this process for an act, or how many a second of a rate. */
  subject: number
  before: number
  after: number
  ratio: number
  /** Whether the two measurements of the yardstick agree; if not, the ratio says little. */
  isSteady: boolean
}

/**
 * Holds the CPU time of an act against that of a yardstick, which is measured before and after it
 * in each round. Repeats the whole when the yardstick did not stay the same, while there is time.
 */
export async function compare(subject: Act, yardstick: Act, times = 400): Promise<Comparison> {
  for (const act of [yardstick, subject]) await cpuOf(act, WARM_UP)
  let result = await measureRounds(subject, yardstick, times)
  for (let attempt = 1; !result.isSteady && attempt < ATTEMPTS && mayRepeat(); attempt += 1) {
    result = await measureRounds(subject, yardstick, times)
  }
  return result
}

async function measureRounds(subject: Act, yardstick: Act, times: number): Promise<Comparison> {
  const taken: { subject: number; before: number; after: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await cpuOf(yardstick, times)
    const middle = await cpuOf(subject, times)
    taken.push({ before, subject: middle, after: await cpuOf(yardstick, times) })
  }
  const [before, after, middle] = (['before', 'after', 'subject'] as const).map((part) =>
    median(taken.map((round) => round[part])),
  ) as [number, number, number]
  const ratio = (2 * middle) / (before + after)
  return { subject: middle, before, after, ratio, isSteady: isSteady(before, after) }
}

/** Microseconds of CPU that one act takes, over so many. */
async function cpuOf(act: Act, times: number): Promise<number> {
  const start = process.cpuUsage()
  for (let time = 0; time < times; time += 1) {
    const result = act()
    if (result instanceof Promise) await result
  }
  const { user, system } = process.cpuUsage(start)
  return (user + system) / times
}

/** Whether two measurements of one yardstick agree. */
export const isSteady = (before: number, after: number): boolean =>
  Math.max(before, after) <= STEADY * Math.min(before, after)

/** The middle one; of an even number the upper of the two. */
export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
