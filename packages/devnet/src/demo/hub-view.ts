import { ask } from '../postgres/ask.ts'
import type { Network } from '../start-network.ts'
import { copyOf } from './witness-rows.ts'

interface Carried {
  position: string
  from_node: string
  to_node: string
  seq: string
  bytes: number
}

/**
 * Tells, each time it is asked, what the hub was given since it was last asked, in plain words: of
 * each envelope the two countries, its number, and its size. Needs the witness of the hub's rows.
 */
export function watchHub({ hub }: Network): () => Promise<string> {
  let last = '0'
  return async () => {
    const carried = await ask<Carried>(
      hub.database.adminUrl,
      `select copy.position, from_node, seen.to_node, seq,
              octet_length(envelope) + octet_length(ct) as bytes
       from ${copyOf('public.mailbox')} as copy join seen using (id)
       where copy.position > $1 order by copy.position`,
      [last],
    )
    last = carried.at(-1)?.position ?? last
    if (carried.length === 0) return 'nothing new.'
    const told = carried.map(
      ({ from_node, to_node, seq, bytes }) =>
        `from ${from_node} to ${to_node}, number ${seq}, ${bytes} bytes`,
    )
    return `sealed envelopes that it cannot open: ${told.join('; ')}.`
  }
}
