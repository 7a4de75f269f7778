import type { NewTelling, ToldHow } from '@causeway/schemas/api'
import { categoryOf, type ItemCode, type ItemEntry } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { StaffActor } from '../staff/actor.ts'
import type { Ledger } from './count-askings.ts'
import { reasonFor } from './require-because.ts'
import { insertTellings, type TellingRow } from './telling-queries.ts'

/** Whose ledger a line stands in: until she has a record here, that of her referral. */
export type Whose =
  | { person_id: RandomId; referral_id: null }
  | { person_id: null; referral_id: RandomId }

/** What binds a sealed reason to its line. */
export const reasonContext = (id: RandomId): string => `telling/${id}`

/** Why she was asked again may say what she told: it is sealed with the group of its topic. */
export const sealReason = async (
  trx: Transaction<Database>,
  { vault }: Pick<NodeContext, 'vault'>,
  { person_id, referral_id }: Whose,
  { id, topic, because }: { id: RandomId; topic: ItemCode; because: string | undefined },
): Promise<Buffer | null> => {
  if (because === undefined) return null
  const [bytes, context] = [Buffer.from(because), reasonContext(id)]
  return vault.seal(trx, person_id ?? referral_id, categoryOf(topic), bytes, context)
}

/** Writes one line of a ledger as it stood before, told to the caller now. Returns its id. */
export async function recordTelling(
  trx: Transaction<Database>,
  context: Pick<NodeContext, 'vault' | 'now' | 'randomId'>,
  actor: Pick<StaffActor, 'org' | 'role'>,
  { whose, ledger }: { whose: Whose; ledger: Pick<Ledger, 'topics'> },
  { because, ...telling }: NewTelling,
): Promise<RandomId> {
  const id = context.randomId()
  const { topic } = telling
  const reason = reasonFor(ledger, { ...telling, because }, topic)
  const row: TellingRow = {
    id,
    ...whose,
    ...telling,
    to_org: actor.org,
    to_role: actor.role,
    at: seconds(context.now),
    because_sealed: await sealReason(trx, context, whose, { id, topic, because: reason }),
  }
  await insertTellings(trx, [row])
  return id
}

/** An answer, or that she did not want to give one; the other two ways of having none say nothing. */
const isTold = ({ none }: ItemEntry): boolean => none === undefined || none === 'declined_to_say'

/** A line for each recorded item of which she said something. */
export async function recordToldItems(
  trx: Transaction<Database>,
  context: Pick<NodeContext, 'vault' | 'now' | 'randomId'>,
  actor: Pick<StaffActor, 'org' | 'role'>,
  { personId, ledger }: { personId: RandomId; ledger: Pick<Ledger, 'topics'> },
  { items, told }: { items: readonly ItemEntry[]; told: ToldHow },
): Promise<void> {
  const whose = { person_id: personId, referral_id: null }
  for (const item of items.filter(isTold)) {
    const line = { ...told, topic: item.code, is_reusable: 'v' in item }
    await recordTelling(trx, context, actor, { whose, ledger }, line)
  }
}
