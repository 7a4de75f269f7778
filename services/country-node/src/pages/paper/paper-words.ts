import type { NodeId, Seconds } from '@causeway/schemas/wire'
import { countryIn } from '../languages.ts'
import { momentOf } from '../moments.ts'
import type { PaperReader } from './paper-reader.ts'

/** Day and time at the clock of this node. */
export const whenOf = ({ formats }: PaperReader, at: Seconds): string =>
  formats.moment(momentOf(at))

/** The country of a node. */
export const placeOf = ({ language }: PaperReader, node: NodeId): string =>
  countryIn(language, node)
