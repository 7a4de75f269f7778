import { PlanBody, PlanText } from '@causeway/schemas/record'
import type { Identity, RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { destroyDataKeys } from '../vault/data-key-queries.ts'

interface PlanToKeep extends PlanBody {
  event: Identity
  referral: RandomId
  /** What her answer will be held against, where she is met. */
  verifier?: string | undefined
}

/** Where keys of the journey stand: the second group of keys ends with the meeting. */
const PLAN = 'plan'
const MEETING = 'meeting'

/**
 * Keeps what came or went with one signature, encrypted; what the meeting words come from apart, so
 * that it can be forgotten alone.
 */
export async function keepSignedPlan(
  trx: Transaction<Database>,
  { vault }: Pick<NodeContext, 'vault'>,
  { event, referral, plan, half, verifier }: PlanToKeep,
): Promise<void> {
  const seal = (group: string, text: string, name: string) =>
    vault.seal(trx, referral, group, Buffer.from(text), `${event}/${name}`)
  const secret = half.hand_over?.secret
  await trx
    .insertInto('signed_plan')
    .values({
      event_identity: event,
      referral_id: referral,
      sealed: await seal(PLAN, JSON.stringify({ plan, half: withoutSecret(half) }), 'body'),
      secret_sealed: secret ? await seal(MEETING, secret, 'secret') : null,
      verifier_sealed: verifier ? await seal(PLAN, verifier, 'verifier') : null,
    })
    .execute()
}

/** A half as it is kept. */
const KeptHalf = PlanBody.shape.half.extend({
  hand_over: PlanBody.shape.half.shape.hand_over.unwrap().omit({ secret: true }).optional(),
})
const KeptBody = PlanBody.extend({ half: KeptHalf })

const withoutSecret = ({ hand_over, ...half }: PlanBody['half']) => {
  if (!hand_over) return half
  const { secret: _, ...kept } = hand_over
  return { ...half, hand_over: kept }
}

export type SignedPlan = NonNullable<Awaited<ReturnType<typeof readSignedPlan>>>

/** What came or went with a signature; `undefined` when nothing of it is kept. */
export async function readSignedPlan({ db, vault }: NodeContext, event: Identity) {
  const row = await db
    .selectFrom('signed_plan')
    .selectAll()
    .where('event_identity', '=', event)
    .executeTakeFirst()
  if (!row) return undefined
  const { referral_id: referral } = row
  const open = async (group: string, sealed: Buffer | null, name: string) =>
    sealed
      ? (await vault.open(db, referral, group, sealed, `${event}/${name}`)).toString()
      : undefined
  const { plan, half } = KeptBody.parse(JSON.parse((await open(PLAN, row.sealed, 'body')) ?? ''))
  return {
    plan,
    text: PlanText.parse(JSON.parse(plan.json)),
    half,
    secret: await open(MEETING, row.secret_sealed, 'secret'),
    verifier: await open(PLAN, row.verifier_sealed, 'verifier'),
  }
}

/** Forgets what the meeting words come from: the rows, and the key that could open a copy of them. */
export async function forgetSecrets(trx: Transaction<Database>, referral: RandomId): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('signed_plan')
    .set({ secret_sealed: null })
    .where('referral_id', '=', referral)
    .where('secret_sealed', 'is not', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await destroyDataKeys(trx, referral, MEETING)
}
