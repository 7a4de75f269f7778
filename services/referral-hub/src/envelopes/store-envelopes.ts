import type { HubProblemCode } from '@causeway/schemas/problems'
import type { Seconds } from '@causeway/schemas/wire'
import type pg from 'pg'
import {
  findSeen,
  isSameEnvelope,
  restoreMail,
  type SeenEnvelope,
  takeEnvelopes,
} from './accept-statements.ts'
import type { OfferedEnvelope } from './judge-envelope.ts'

/** When it was accepted, now or at an earlier time, or why not. */
export type StoreOutcome = { acceptedAt: Seconds } | { problem: HubProblemCode }

type Outcomes = Map<OfferedEnvelope, StoreOutcome>

const BUSY: StoreOutcome = { problem: 'busy' }
const DEADLOCK = '40P01'
const DEADLOCK_TRIES = 5
/** SQLSTATE classes that say something of one row; any other failure would meet the next row too. */
const ABOUT_A_ROW = /^(22|23|54)/

interface Store {
  pool: pg.Pool
  onError: (error: unknown) => void
}

/**
 * Stores each envelope once; outcomes in the order of `rows`. A repeat of the same bytes has the
 * time of the first; `replay` means that the id, `sequence` that the place was used for something
 * else; `busy` that it could not be stored now and may come again. Whatever is told here is
 * committed. Never rejects.
 */
export async function storeEnvelopes(
  store: Store,
  rows: readonly OfferedEnvelope[],
): Promise<StoreOutcome[]> {
  const outcomes: Outcomes = new Map()
  let left = rows
  while (left.length > 0) {
    const { distinct, later } = setRepeatsApart(left)
    await storeDistinct(store, distinct.toSorted(byPlace), outcomes)
    left = later
  }
  return rows.map((row) => outcomes.get(row) ?? BUSY)
}

/** One order in every process, so that two batches wait for each other in one direction only. */
function byPlace({ header: a }: OfferedEnvelope, { header: b }: OfferedEnvelope): number {
  return (
    compare(a.from, b.from) || compare(a.to, b.to) || compare(a.seq, b.seq) || compare(a.id, b.id)
  )
}

const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : Number(a > b))

/** An entry with the id or the place of an earlier one in the batch is judged after that one. */
function setRepeatsApart(rows: readonly OfferedEnvelope[]) {
  const used = new Set<string>()
  const distinct: OfferedEnvelope[] = []
  const later: OfferedEnvelope[] = []
  for (const row of rows) {
    const { id, from, to, seq } = row.header
    const place = `${from} ${to} ${seq}`
    if (used.has(id) || used.has(place)) later.push(row)
    else distinct.push(row)
    used.add(id).add(place)
  }
  return { distinct, later }
}

/** Together, and when that fails one by one, so that a bad row stops only itself. */
async function storeDistinct(
  store: Store,
  rows: readonly OfferedEnvelope[],
  outcomes: Outcomes,
): Promise<void> {
  try {
    await storeTogether(store.pool, rows, outcomes)
  } catch (error) {
    store.onError(error)
    if (rows.length > 1) await storeOneByOne(store, rows, outcomes)
  }
}

async function storeOneByOne(
  { pool, onError }: Store,
  rows: readonly OfferedEnvelope[],
  outcomes: Outcomes,
): Promise<void> {
  for (const row of rows) {
    try {
      await storeTogether(pool, [row], outcomes)
    } catch (error) {
      onError(error)
      if (!ABOUT_A_ROW.test(codeOf(error))) return
    }
  }
}

async function storeTogether(
  pool: pg.Pool,
  rows: readonly OfferedEnvelope[],
  outcomes: Outcomes,
): Promise<void> {
  const taken = await retryDeadlock(() => takeEnvelopes(pool, rows))
  const known = rows.filter(({ header }) => !taken.has(header.id))
  if (known.length > 0) await settleKnown(pool, known, outcomes)
  for (const row of rows) {
    if (taken.has(row.header.id)) outcomes.set(row, { acceptedAt: row.receivedAt })
  }
}

async function settleKnown(
  pool: pg.Pool,
  rows: readonly OfferedEnvelope[],
  outcomes: Outcomes,
): Promise<void> {
  const seen = await findSeen(pool, rows)
  const lost: OfferedEnvelope[] = []
  const settled: [OfferedEnvelope, StoreOutcome][] = []
  for (const row of rows) {
    const inTheWay = seen.filter(({ offered }) => offered === row.header.id)
    const namesake = inTheWay.find(({ id }) => id === row.header.id)
    if (namesake?.is_mail_lost && isSameEnvelope(row, namesake)) lost.push(row)
    settled.push([row, classify(row, namesake, inTheWay)])
  }
  if (lost.length > 0) await retryDeadlock(() => restoreMail(pool, lost))
  for (const [row, outcome] of settled) outcomes.set(row, outcome)
}

function classify(
  row: OfferedEnvelope,
  namesake: SeenEnvelope | undefined,
  inTheWay: readonly SeenEnvelope[],
): StoreOutcome {
  if (namesake === undefined) return inTheWay.length > 0 ? { problem: 'sequence' } : BUSY
  if (!isSameEnvelope(row, namesake)) return { problem: 'replay' }
  return { acceptedAt: namesake.received_at }
}

async function retryDeadlock<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act()
    } catch (error) {
      if (codeOf(error) !== DEADLOCK || tries === DEADLOCK_TRIES) throw error
    }
  }
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}
