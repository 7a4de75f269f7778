import { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'

/** The last moment that a date can hold (ECMA-262 section 21.4.1.1). */
const LATEST = 8.64e15

const Place = z.tuple([z.int().min(0).max(LATEST), RandomId])

/** After which line a page begins: its time, and which of that time. */
export interface Cursor {
  at: number
  id: RandomId
}

export const writeCursor = ({ at, id }: Cursor): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url')

/** What an address says of where to begin; whatever is no cursor begins at the beginning. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined
  try {
    const [at, id] = Place.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at, id }
  } catch {
    return undefined
  }
}
