import { writeFile } from 'node:fs/promises'
import { writeEvidence } from '@causeway/protocol/evidence'
import { importSigningKey } from '@causeway/protocol/suite'
import { ConfigurationError } from '@causeway/service-kit/config'
import { createLogger } from '@causeway/service-kit/log'
import { createDatabase, createPool } from '@causeway/service-kit/postgres'
import { z } from 'zod'
import { readEvidenceConfig } from '../config.ts'
import type { Database } from '../database/schema.ts'
import {
  EXPORT_USAGE,
  type ExportOptions,
  readExportOptions,
} from '../evidence/evidence-options.ts'
import { exportEvidence } from '../evidence/export-evidence.ts'
import { createHubClient } from '../exchange/hub-client.ts'
import { openSignedDirectory } from '../open-keys.ts'
import { findReferral, isUnsent } from '../referrals/referral-queries.ts'

/** What it ends with. */
const exits = { written: 0, nothing: 1, unknown: 2 }

const complain = (reason: string): void => void process.stderr.write(`${reason}\n`)

async function main({ referral: id, out }: ExportOptions): Promise<number> {
  const config = readEvidenceConfig(process.env)
  const directory = await openSignedDirectory(config)
  const signingKey = await importSigningKey(config.signingKey)
  const transportKey = await importSigningKey(config.transportKey)
  const now = () => new Date()
  const history = createHubClient({ origin: config.hubOrigin, transportKey, now })
  const db = createDatabase<Database>(
    createPool(config.databaseUrl, { max: 4, applicationName: 'export-evidence' }),
  )
  const log = createLogger({
    name: 'export-evidence',
    destination: { write: (line: string) => complain(JSON.parse(line).msg) },
  })
  try {
    const referral = await findReferral(db, id)
    if (!referral || isUnsent(referral)) {
      complain('There is no such referral here, or it was never sent')
      return exits.nothing
    }
    const context = { db, directory, log, nodeId: config.nodeId, now, signingKey }
    const text = writeEvidence(await exportEvidence(context, history, referral, 'system'))
    return await put(text, out)
  } finally {
    await db.destroy()
  }
}

/** A file that is there stays as it is. */
async function put(text: string, out: string | undefined): Promise<number> {
  if (out === undefined) {
    await new Promise((done) => process.stdout.write(text, done))
    return exits.written
  }
  try {
    await writeFile(out, text, { flag: 'wx', mode: 0o600 })
    return exits.written
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST'
    complain(isThere ? 'That file exists, and stays as it is' : 'That file cannot be written')
    return exits.nothing
  }
}

/** Never what the error says: it may hold an address with a password, or a value. */
function sayFailure(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message
  if (error instanceof z.ZodError) return 'There is more evidence than a file of evidence may hold'
  return 'The database did not answer'
}

const options = readExportOptions(process.argv.slice(2))
if (options) {
  try {
    process.exitCode = await main(options)
  } catch (error) {
    complain(sayFailure(error))
    process.exitCode = exits.unknown
  }
} else {
  complain(EXPORT_USAGE)
  process.exitCode = exits.unknown
}
