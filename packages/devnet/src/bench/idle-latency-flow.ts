import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { HandoffNetwork } from './handoffs-network.ts'
import type { Sender } from './handoffs-offers.ts'

/** Milliseconds of one handover while nothing else goes on. */
export interface Passage {
  /** From the request until the receiving node has committed what it applied. */
  whole: number
  /** Until the sending node has answered: sealed, signed, committed. */
  committed: number
  /** The receiving node's transaction, from its first statement to its commit. */
  applied: number
}

const CHANNEL = 'bench_applied'

/** Tells when what came in was committed, with the time at which its transaction began. */
const TELL = `
  create function bench_tell() returns trigger language plpgsql as $$ begin
    perform pg_notify('${CHANNEL}', extract(epoch from now())::text);
    return null;
  end $$;
  create trigger bench_tell after insert on inbox for each row execute function bench_tell()`

/** Hears of each commit at the receiving node. */
export async function listenForApplied({ ro }: HandoffNetwork) {
  const client = new Client({ connectionString: ro.database.adminUrl })
  await client.connect()
  await client.query(TELL)
  await client.query(`listen ${CHANNEL}`)
  return {
    /** Makes one offer, and follows it. */
    async pass(sender: Sender, draft: string, rest: number): Promise<Passage> {
      const heard = once(client, 'notification')
      const start = performance.now()
      await sender.offer(draft)
      const committed = performance.now() - start
      const [{ payload }] = (await heard) as [{ payload: string }]
      const whole = performance.now() - start
      const applied = performance.timeOrigin + start + whole - Number(payload) * 1000
      await sleep(rest)
      return { whole, committed, applied }
    },
    close: () => client.end(),
  }
}
