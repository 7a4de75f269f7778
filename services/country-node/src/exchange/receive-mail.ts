import type { VerifiedEnvelope } from '@causeway/protocol/envelope'
import { signedIn } from '@causeway/protocol/record'
import { Refusal } from '@causeway/schemas/problems'
import type { Content } from '@causeway/schemas/record'
import type { Envelope, RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { verifyReceipts } from './apply-receipts.ts'
import type { ExchangeContext } from './exchange-context.ts'
import { claimedId, type OpenedMail, openMail } from './open-mail.ts'
import { isAnswered, mayReject, oweEvidence } from './owe-receipt.ts'
import type { Prepared } from './prepared.ts'

/** What became of one piece of mail. `unverifiable` means that no node has vouched for it. */
export type MailOutcome =
  | { outcome: 'applied' | 'held' | 'rejected' | 'repeated'; id: RandomId; referrals: RandomId[] }
  | { outcome: 'unverifiable'; id: RandomId | undefined; code: string; referrals: [] }

/** Opens one piece of mail and takes it, as `takeMail`. */
export const receiveMail = async (context: ExchangeContext, mail: Envelope): Promise<MailOutcome> =>
  takeMail(context, await openMail(context, mail))

/**
 * Takes one piece of mail through every check in the order of SPEC section 9, and writes all that
 * follows from it in one transaction: inbox, events, items, audit, owed receipts. What a node
 * signed and does not hold is refused as a whole with a sealed code; what fails before a signature
 * holds yields no receipt. Throws only when this node itself cannot work (its database is away).
 */
export async function takeMail(context: ExchangeContext, opened: OpenedMail): Promise<MailOutcome> {
  const { mail, verified } = opened
  if (verified instanceof Refusal) {
    context.log.error({ alarm: 'mail_unverifiable', code: verified.code }, 'mail does not verify')
    return { outcome: 'unverifiable', id: claimedId(opened), code: verified.code, referrals: [] }
  }
  const { id } = verified.header
  const known = await findKnown(context, verified)
  if (known === 'same') return { outcome: 'repeated', id, referrals: [] }
  let content: Content | undefined
  try {
    if (known === 'other') throw new Refusal('replay')
    if (!opened.content || opened.content instanceof Refusal) throw opened.content
    content = opened.content
    const prepared = await prepare(context, verified, content)
    return { id, ...(await applyAll(context, { mail, verified, content }, prepared)) }
  } catch (error) {
    if (error instanceof TakenMeanwhile) return takeMail(context, opened)
    if (!(error instanceof Refusal)) throw error
    await reject(context, { mail, verified, content }, error)
    return { outcome: 'rejected', id, referrals: [] }
  }
}

/** A piece of mail as far as it could be read; `content` is missing of what could not be opened. */
interface ReadMail {
  mail: Envelope
  verified: VerifiedEnvelope
  content: Content | undefined
}

/** Another process took this envelope, or its id or number, a moment ago. */
class TakenMeanwhile extends Error {
  override readonly name = 'TakenMeanwhile'
}

/** Whether this envelope, or another one under its id or number, has been dealt with before. */
async function findKnown({ db }: ExchangeContext, { header, identity }: VerifiedEnvelope) {
  const row = await db
    .selectFrom('inbox')
    .select('identity')
    .where((eb) =>
      eb.or([
        eb('envelope_id', '=', header.id),
        eb.and([eb('from_node', '=', header.from), eb('seq', '=', header.seq)]),
      ]),
    )
    .executeTakeFirst()
  if (!row) return 'new'
  return row.identity === identity ? 'same' : 'other'
}

function prepare(
  context: ExchangeContext,
  verified: VerifiedEnvelope,
  { messages }: Content,
): Promise<Prepared[]> {
  return Promise.all(
    messages.map((message) =>
      message.type === 'receipt'
        ? verifyReceipts(context, verified, message.receipts)
        : context.events.prepare(context, verified, message),
    ),
  )
}

async function applyAll(context: ExchangeContext, read: ReadMail, prepared: Prepared[]) {
  return context.db.transaction().execute(async (trx) => {
    if (!(await insertInbox(trx, context, read, 'applied'))) throw new TakenMeanwhile()
    const results: Awaited<ReturnType<Prepared['apply']>>[] = []
    for (const message of prepared) results.push(await message.apply(trx))
    const outcome = results.some((result) => result.outcome === 'held') ? 'held' : 'applied'
    if (outcome === 'held') {
      await trx
        .updateTable('inbox')
        .set({ outcome })
        .where('envelope_id', '=', read.verified.header.id)
        .execute()
    }
    const referrals = results.flatMap(({ referral }) => (referral ? [referral] : []))
    return { outcome, referrals } as const
  })
}

/**
 * Remembers the refusal and owes the sender its code, once; receipts are never receipted. Of a
 * replay the inbox keeps the envelope that came first.
 */
async function reject(context: ExchangeContext, read: ReadMail, { code }: Refusal): Promise<void> {
  context.log.warn({ alarm: 'mail_rejected', code }, 'mail was refused')
  const { identity: env, header } = read.verified
  const isEvidence = read.content?.messages.every(({ type }) => type === 'receipt') ?? false
  await context.db.transaction().execute(async (trx) => {
    const isNew = await insertInbox(trx, context, read, 'rejected', code)
    if (isEvidence || (!isNew && (await isAnswered(trx, env)))) return
    const at = seconds(context.now)
    if (!(await mayReject(trx, header.from, at))) return
    await oweEvidence(trx, { to: header.from, env, kind: 'rejected', code, at })
  })
}

/** Returns whether it is there now; `false` when its id or number was taken before. */
async function insertInbox(
  trx: Transaction<Database>,
  { now }: ExchangeContext,
  { mail, verified: { header, identity }, content }: ReadMail,
  outcome: 'applied' | 'rejected',
  code?: string,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('inbox')
    .values({
      envelope_id: header.id,
      identity,
      from_node: header.from,
      seq: header.seq,
      outcome,
      code: code ?? null,
      envelope: mail.envelope,
      salt: content?.salt ?? null,
      signed: content ? signedIn(content) : [],
      received_at: now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('identity')
    .executeTakeFirst()
  return inserted !== undefined
}
