import type { Migration } from 'kysely/migration'
import { up as envelopesAndLog } from './0001-envelopes-and-log.ts'

/** In the order of their names. A migration that was ever released is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-envelopes-and-log': { up: envelopesAndLog },
}

/**
 * Tables in which the hub adds rows and never changes or removes one; its role cannot. Cosignatures
 * go only together with the checkpoint they are of.
 */
export const appendOnlyTables = ['log_leaf', 'log_node', 'log_cosignature'] as const
