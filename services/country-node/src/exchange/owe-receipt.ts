import type { Identity, NodeId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

type NodeEvidence = 'applied' | 'delivered' | 'rejected' | 'retrieved'

/** What another node will be told about one of its envelopes. */
export interface OwedReceipt {
  to: NodeId
  env: Identity
  event?: Identity
  kind: NodeEvidence
  code?: string
  at: number
}

/**
 * Notes, in the transaction of what it is evidence of, that a receipt is owed. It is signed and
 * sent when that transaction has been committed, so that nothing is ever attested that is not so.
 */
export async function oweEvidence(
  trx: Transaction<Database>,
  { to, env, event, kind, code, at }: OwedReceipt,
): Promise<void> {
  await trx
    .insertInto('owed_receipt')
    .values({ to_node: to, env, event: event ?? null, kind, code: code ?? null, at })
    .execute()
}

/** Whether this node has said something, or is about to, about an envelope as such. */
export async function isAnswered(trx: Transaction<Database>, env: Identity): Promise<boolean> {
  const tables = ['owed_receipt', 'receipt'] as const
  for (const table of tables) {
    const answer = await trx
      .selectFrom(table)
      .select('kind')
      .where('env', '=', env)
      .where('kind', '=', 'rejected')
      .executeTakeFirst()
    if (answer) return true
  }
  return false
}

/** How many refusals a node is told of in a minute. */
const REFUSALS_A_MINUTE = 60

/**
 * Whether another refusal may be told to a node now. Two nodes that cannot open each other's mail
 * would otherwise answer refusals with refusals without end; the missing answer is noticed too.
 */
export async function mayReject(
  trx: Transaction<Database>,
  to: NodeId,
  now: number,
): Promise<boolean> {
  const { count } = await trx
    .selectFrom('inbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('from_node', '=', to)
    .where('outcome', '=', 'rejected')
    .where('received_at', '>', new Date((now - 60) * 1000))
    .executeTakeFirstOrThrow()
  return count <= REFUSALS_A_MINUTE
}
