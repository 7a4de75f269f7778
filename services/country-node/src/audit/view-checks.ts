import type { AuditCheck } from '@causeway/schemas/api'
import type { NodeContext } from '../context.ts'
import { listChecks } from './check-queries.ts'
import { viewCheck } from './check-state.ts'

const SHOWN = 20

/** The newest checks of the chain, newest first, as they stand now. */
export async function viewChecks({ db, now }: NodeContext): Promise<AuditCheck[]> {
  const checks = await listChecks(db, SHOWN)
  return checks.map((check) => viewCheck(check, now()))
}
