import type { Migration } from 'kysely/migration'
import { up as first } from './0001-first.ts'

/** In order, by hand, and frozen once released. */
export const migrations: Record<string, Migration> = { '0001-first': { up: first } }
