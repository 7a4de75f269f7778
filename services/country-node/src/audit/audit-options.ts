import { parseArgs } from 'node:util'
import { Digest } from '@causeway/schemas/wire'
import type { NotedHead } from './walk-chain.ts'

export interface AuditOptions {
  isJson: boolean
  noted?: NotedHead
}

export const AUDIT_USAGE = `Usage: node src/cli/verify-audit.ts [--json] [--noted N:HASH]

  --json          print one line of JSON
  --noted N:HASH  an entry's number and hash that were written down before: it must still be there

NODE_DATABASE_URL names the database of the node. Ends with 0 when the audit is whole, with 1 when it
is not, and with 2 when that could not be found out.`

/** What the command line asks for; `undefined` when it asks for nothing that there is. */
export function readAuditOptions(args: readonly string[]): AuditOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, noted: { type: 'string' } },
    })
    const isJson = values.json ?? false
    return values.noted === undefined ? { isJson } : { isJson, noted: readNoted(values.noted) }
  } catch {
    return undefined
  }
}

function readNoted(text: string): NotedHead {
  const [, n, hash] = /^([1-9][0-9]{0,14}):(.*)$/.exec(text) ?? []
  return { n: Number(n ?? Number.NaN), hash: Digest.parse(hash) }
}
