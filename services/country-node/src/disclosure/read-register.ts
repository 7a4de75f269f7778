import type { RegisterLine, RegisterPage, RegisterQuery } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { Identity, type RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { listRegister, type RegisterRow, type RegisterSearch } from './register-queries.ts'
import { viewRegister } from './view-register.ts'

/** As the query of the API, where more than one may be meant by what was typed. */
export interface RegisterQuestion
  extends Pick<RegisterQuery, 'from' | 'until' | 'after' | 'limit'> {
  referrals?: readonly RandomId[] | undefined
  people?: readonly RandomId[] | undefined
}

/** Lines read at once for an export. */
const BATCH = 500

/** Where a page ended; opaque to the caller, base64url JSON to us. */
const Cursor = z.tuple([z.iso.datetime(), Identity])

/**
 * One page of what went where, newest first: kinds of item, no value. The reading is on record before
 * anything is answered. Throws as `decide`, and `Problem('request-malformed')` for a cursor that is
 * none.
 */
export async function readRegister(
  context: NodeContext,
  actor: StaffActor,
  question: RegisterQuestion,
): Promise<RegisterPage> {
  decide(actor, 'disclosure.register')
  const { db, now } = context
  const { limit } = question
  const found = await listRegister(db, searchOf(question), limit + 1)
  const page = found.slice(0, limit)
  const disclosures = await viewRegister(db, page, seconds(now))
  await auditReading(context, actor, 'disclosure.register', question)
  const last = found.length > limit ? page.at(-1) : undefined
  return { disclosures, ...(last ? { next: writeCursor(last) } : {}) }
}

/**
 * The whole of a period, newest first, read in batches while it is sent: what is added meanwhile is
 * not in it. The export is on record before its first line. Throws as `decide`, before that.
 */
export async function exportRegister(
  context: NodeContext,
  actor: StaffActor,
  period: Pick<RegisterQuestion, 'from' | 'until'>,
): Promise<AsyncGenerator<RegisterLine[]>> {
  decide(actor, 'disclosure.register')
  await auditReading(context, actor, 'disclosure.export', {})
  const until = period.until ?? context.now().toISOString()
  return batches(context, searchOf({ ...period, until, limit: BATCH }))
}

async function* batches({ db, now }: NodeContext, search: RegisterSearch) {
  for (let after = search.after; ; ) {
    const rows = await listRegister(db, { ...search, after }, BATCH)
    yield await viewRegister(db, rows, seconds(now))
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = { at: last.at, event: last.event }
  }
}

const auditReading = (
  { db, now }: NodeContext,
  actor: StaffActor,
  act: 'disclosure.register' | 'disclosure.export',
  { referrals, people }: Pick<RegisterQuestion, 'referrals' | 'people'>,
) =>
  db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: seconds(now),
      actor,
      act,
      subject: [referrals, people].flatMap((it) => it ?? [])[0] ?? 'register',
    }),
  )

const searchOf = ({ referrals, people, from, until, after }: RegisterQuestion): RegisterSearch => ({
  referrals,
  people,
  from: from === undefined ? undefined : new Date(from),
  until: until === undefined ? undefined : new Date(until),
  after: after === undefined ? undefined : readCursor(after),
})

const writeCursor = ({ at, event }: RegisterRow) =>
  Buffer.from(JSON.stringify([at.toISOString(), event])).toString('base64url')

function readCursor(text: string) {
  try {
    const [at, event] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at: new Date(at), event }
  } catch (cause) {
    const fault = { pointer: '/after', in: 'query', rule: 'invalid_cursor' } as const
    throw new Problem('request-malformed', { cause, faults: [fault] })
  }
}
