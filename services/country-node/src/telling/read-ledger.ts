import type { EarlierAccount } from '@causeway/schemas/api'
import type { DoNotAsk, ItemCode, RecordItem } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { type KnownItem, readReceivedItems, readRecord } from '../records/read-record.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import { type Baseline, countAskings, type Ledger, type Line, type Said } from './count-askings.ts'
import { listBaselines } from './list-baselines.ts'
import { inReferral, listLines, ofPerson } from './telling-queries.ts'

/** The ledger as it counts, with what it was counted from. */
export interface OpenLedger extends Ledger {
  lines: Line[]
  baselines: Baseline[]
  /** Her own account, where there is one: to be offered before she is heard once more. */
  account?: EarlierAccount
}

type Sources = Pick<NodeContext, 'vault' | 'nodeId'>

/**
 * All that this node knows of what a person told and was asked, here and elsewhere. `known` is her
 * record, for who has read it already.
 */
export async function readPersonLedger(
  db: Kysely<Database>,
  sources: Sources,
  person: RandomId,
  known?: readonly KnownItem[],
): Promise<OpenLedger> {
  const brought = await db
    .selectFrom('referral')
    .selectAll()
    .where('person_id', '=', person)
    .where('side', '=', 'receiver')
    .execute()
  const baselines: Baseline[] = []
  for (const referral of brought) baselines.push(...(await listBaselines(db, sources, referral)))
  const record = known ?? (await readRecord(db, sources, person))
  return openLedger(await listLines(db, ofPerson(person)), baselines, record)
}

/**
 * What both sides of a referral know of it: counted from what the sender said and from the askings
 * that went between them, so that the two count the same. A receiver sees beside it what she told
 * there without being asked.
 */
export async function readReferralLedger(
  db: Kysely<Database>,
  sources: Sources,
  referral: Referral,
): Promise<OpenLedger> {
  const { id, side, person_id: person } = referral
  const known =
    side === 'receiver'
      ? await readReceivedItems(db, sources, [id])
      : person
        ? await readRecord(db, sources, person)
        : []
  const lines = await listLines(db, inReferral(id))
  const baselines = await listBaselines(db, sources, referral)
  const ledger = openLedger(lines, baselines, known)
  return side === 'receiver' ? ledger : { ...ledger, ...countAskings(lines, baselines) }
}

/** As much of what she told as is known to whoever would ask her now. */
export const readLedgerOf = (
  db: Kysely<Database>,
  sources: Sources,
  referral: Referral,
): Promise<OpenLedger> =>
  referral.person_id
    ? readPersonLedger(db, sources, referral.person_id)
    : readReferralLedger(db, sources, referral)

function openLedger(lines: Line[], baselines: Baseline[], known: readonly KnownItem[]): OpenLedger {
  const account = accountIn(known)
  const counted = countAskings(lines, baselines, saidIn(known))
  return { ...counted, lines, baselines, ...(account ? { account } : {}) }
}

function saidIn(known: readonly KnownItem[]): Said {
  const said = new Map<ItemCode, DoNotAsk['because']>()
  for (const { item } of known) {
    if ('v' in item) said.set(item.code, 'told')
    if (item.none === 'declined_to_say') said.set(item.code, item.none)
  }
  return said
}

/** The whole of it rather than a summary. */
const accounts: readonly ItemCode[] = ['full_account', 'summary_short']

function accountIn(known: readonly KnownItem[]): EarlierAccount | undefined {
  const isGiven = (item: RecordItem, code: ItemCode) => item.code === code && 'v' in item
  return accounts
    .flatMap((code) => known.find(({ item }) => isGiven(item, code)) ?? [])
    .map(({ item: { code, at }, origin }) => ({ item: code, at, ...(origin ? { origin } : {}) }))[0]
}
