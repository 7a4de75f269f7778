import { ConfigurationError } from '@causeway/service-kit/config'
import { createDatabase, createPool } from '@causeway/service-kit/postgres'
import { AUDIT_USAGE, type AuditOptions, readAuditOptions } from '../audit/audit-options.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { readAuditConfig } from '../config.ts'
import type { Database } from '../database/schema.ts'

/** What it ends with. */
const exits = { whole: 0, broken: 1, unknown: 2 }

/** Entries between two signs of life. */
const STRIDE = 100_000

async function main({ isJson, noted }: AuditOptions): Promise<number> {
  const { databaseUrl } = readAuditConfig(process.env)
  const db = createDatabase<Database>(
    createPool(databaseUrl, { max: 1, applicationName: 'verify-audit' }),
  )
  let told = 0
  const onProgress = (read: number) => {
    if (read - told < STRIDE) return
    told = read
    process.stderr.write(`${read} entries read\n`)
  }
  try {
    const { entries, head, brokenAt } = await verifyAudit(db, { noted, onProgress })
    const isWhole = brokenAt === undefined
    const verdict = { entries, head, ...(isWhole ? {} : { broken_at: brokenAt }) }
    const words = isWhole
      ? `The audit is whole: ${entries} entries. To be held against later: ${entries}:${head}`
      : `The audit is broken at entry ${brokenAt}; the ${entries} before it hold.`
    process.stdout.write(`${isJson ? JSON.stringify(verdict) : words}\n`)
    return isWhole ? exits.whole : exits.broken
  } finally {
    await db.destroy()
  }
}

const options = readAuditOptions(process.argv.slice(2))
if (options) {
  try {
    process.exitCode = await main(options)
  } catch (error) {
    const reason =
      error instanceof ConfigurationError ? error.message : 'The database did not answer'
    process.stderr.write(`${reason}\n`)
    process.exitCode = exits.unknown
  }
} else {
  process.stderr.write(`${AUDIT_USAGE}\n`)
  process.exitCode = exits.unknown
}
