import { Answer, Question } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { StoredEvent } from '../referrals/referral-queries.ts'
import { ErasedError } from '../vault/vault.ts'

const categories = { asked: 'question', answered: 'answer' } as const
const schemas = { asked: Question, answered: Answer }

type Kind = keyof typeof categories
type Words<Of extends Kind> = z.infer<(typeof schemas)[Of]>

/** Keeps the words of an event of our own: its body goes once the other side has them. */
export async function keepWords(
  trx: Transaction<Database>,
  { vault }: NodeContext,
  { referral, eid }: { referral: RandomId; eid: RandomId },
  kind: Kind,
  words: object,
): Promise<void> {
  const category = categories[kind]
  const bytes = Buffer.from(JSON.stringify(words))
  const sealed = await vault.seal(trx, referral, category, bytes, eid)
  await trx
    .insertInto('question_text')
    .values({ referral_id: referral, eid, category, sealed })
    .execute()
}

/** The words of a referral's questions and answers, by event, as far as there are any here. */
export async function wordsIn({ db, vault }: NodeContext, referral: RandomId) {
  const own = await db
    .selectFrom('question_text')
    .select(['eid', 'sealed'])
    .where('referral_id', '=', referral)
    .execute()
  const theirs = await db
    .selectFrom('referral_event')
    .select(['identity', 'body_sealed'])
    .where('referral_id', '=', referral)
    .where('env', 'is not', null)
    .where('type', 'in', ['asked', 'answered'])
    .execute()
  const ownByEid = new Map<string, Buffer>(own.map(({ eid, sealed }) => [eid, sealed]))
  const theirsByIdentity = new Map<string, StoredEvent['body_sealed']>(
    theirs.map(({ identity, body_sealed }) => [identity, body_sealed]),
  )

  return async <Of extends Kind>(
    { eid, identity }: { eid: RandomId; identity: string },
    kind: Of,
  ): Promise<Words<Of> | undefined> => {
    const category = categories[kind]
    const isOwn = ownByEid.has(eid)
    const sealed = ownByEid.get(eid) ?? theirsByIdentity.get(identity)
    if (!sealed) return undefined
    try {
      const bytes = await vault.open(db, referral, category, sealed, isOwn ? eid : category)
      return schemas[kind].parse(JSON.parse(bytes.toString())) as Words<Of>
    } catch (error) {
      if (error instanceof ErasedError) return undefined
      throw error
    }
  }
}
