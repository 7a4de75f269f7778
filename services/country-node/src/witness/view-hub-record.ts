import { openWitnessed } from '@causeway/protocol/log'
import type { HubRecord } from '@causeway/schemas/api'
import type { NodeContext } from '../context.ts'
import { countFindings } from './finding-queries.ts'
import { findHead } from './log-head.ts'

/**
 * How far enough nodes have confirmed the hub's log, and what was found about it. Who has confirmed
 * is counted anew from the signatures that are kept. Holds nothing of anybody.
 */
export async function viewHubRecord(
  context: Pick<NodeContext, 'db' | 'directory'>,
): Promise<HubRecord> {
  const { db, directory } = context
  const [head, findings] = [await findHead(context), await countFindings(db)]
  return {
    nodes: directory.logTrust.nodes.length,
    ...(head?.witnessed && head.witnessed_at
      ? { confirmed: confirmedIn(context, head.witnessed, head.witnessed_at) }
      : {}),
    findings: findings.map(({ first_at, last_at, ...counts }) => ({
      ...counts,
      first_at: first_at.toISOString(),
      last_at: last_at.toISOString(),
    })),
  }
}

function confirmedIn({ directory }: Pick<NodeContext, 'directory'>, text: string, at: Date) {
  const { checkpoint, cosignatures } = openWitnessed(text, directory.logTrust)
  return {
    size: checkpoint.size,
    nodes: cosignatures.length,
    at: at.toISOString(),
    checkpoint: text,
  }
}
