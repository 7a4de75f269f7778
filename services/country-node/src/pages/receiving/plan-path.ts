/** As many parts of the way as a page has room for; a longer way is signed by the API. */
export const legCounts = [1, 2, 3] as const
export type LegCount = (typeof legCounts)[number]

/** Where a plan of so many parts is signed; one that is longer, or not there yet, begins with one. */
export const planPath = (legs: number): string =>
  legs > 1 && legs <= legCounts.length ? `plan/${legs}` : 'plan'
