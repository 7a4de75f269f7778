import type { Seconds } from '@causeway/schemas/wire'

/** A moment as pages are given it, RFC 3339 in UTC. */
export const momentOf = (at: Seconds): string => new Date(at * 1000).toISOString()
