import { type VerifiedEnvelope, verifyEnvelope } from '@causeway/protocol/envelope'
import { openContent } from '@causeway/protocol/record'
import { readJws } from '@causeway/protocol/suite'
import { Refusal } from '@causeway/schemas/problems'
import type { Content } from '@causeway/schemas/record'
import { type Envelope, RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import { seconds } from '../context.ts'
import type { ExchangeContext } from './exchange-context.ts'

/** A piece of mail as far as it could be read without looking into any table. */
export interface OpenedMail {
  mail: Envelope
  /** Why no node has vouched for it, where that is so; then nothing in it was looked at. */
  verified: VerifiedEnvelope | Refusal
  /** What was sealed in it, or why it does not open. */
  content: Content | Refusal | undefined
}

/** Verifies the envelope and opens it. Rejects only when this node itself cannot work. */
export async function openMail(context: ExchangeContext, mail: Envelope): Promise<OpenedMail> {
  const verified = verify(context, mail)
  if (verified instanceof Refusal) return { mail, verified, content: undefined }
  const content = await openContent(mail, verified, (kid) => context.openingKeys.get(kid)).catch(
    (error) => {
      if (error instanceof Refusal) return error
      throw error
    },
  )
  return { mail, verified, content }
}

/** The one referral that all in it is about; `undefined` of anything else. */
export function referralOf({ content }: OpenedMail): RandomId | undefined {
  if (!content || content instanceof Refusal) return undefined
  const referrals = content.messages.map((message) =>
    message.type === 'referral.event'
      ? nameIn(message.event, 'cw-event+jws', 'referral')
      : undefined,
  )
  const [referral] = referrals
  return referrals.every((it) => it === referral) ? referral : undefined
}

/** The id that unverifiable mail claims, so that it can be cleared from the mailbox. */
export const claimedId = ({ mail }: OpenedMail): RandomId | undefined =>
  nameIn(mail.envelope, 'cw-envelope+jws', 'id')

function verify({ directory, nodeId, now }: ExchangeContext, mail: Envelope) {
  try {
    const verified = verifyEnvelope(mail, directory, seconds(now))
    return verified.header.to === nodeId ? verified : new Refusal('recipient')
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** What a signed object says of itself under this name, believed by nobody yet. */
function nameIn(compact: string, typ: Parameters<typeof readJws>[0], name: string) {
  try {
    const { payload } = readJws(typ, compact)
    return RandomId.parse(z.looseObject({ [name]: RandomId }).parse(payload)[name])
  } catch (error) {
    if (error instanceof Refusal || error instanceof z.ZodError) return undefined
    throw error
  }
}
