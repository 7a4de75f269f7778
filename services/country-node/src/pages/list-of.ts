import { z } from 'zod'

export const asList = (value: unknown) =>
  value === undefined || Array.isArray(value) ? value : [value]

/** One box or several: a browser sends one as a string. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(asList, z.array(item).min(1).max(60))
