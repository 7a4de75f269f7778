export const LIVE = '/live'

/** Where a page that was made at this moment hears of changes; asking does not count as use. */
export const liveHref = (made: Date): string => `${LIVE}?still=1&since=${made.getTime()}`
