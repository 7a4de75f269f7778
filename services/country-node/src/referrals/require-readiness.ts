import { Problem } from '@causeway/schemas/problems'
import type { ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { type NodeContext, seconds } from '../context.ts'
import { readItems } from '../people/read-items.ts'

/** The sender's own risk assessment may be this old, in seconds. */
const RISK_ASSESSMENT_AGE = 14 * 24 * 60 * 60

const riskItems: ItemCode[] = ['risk_level', 'risk_assessment']
/** "Only through the worker", written in the contact rules, is a safe contact too. */
const contactItems: ItemCode[] = ['safe_phone', 'safe_email', 'safe_address', 'contact_rules']

/**
 * What must be in the record before anything is offered, whether or not it is shared: a risk
 * assessment not older than 14 days and a safe way to reach her.
 * Throws `Problem('risk-assessment-missing')` or `Problem('safe-contact-missing')`.
 */
export async function requireReadiness(
  { db, vault, now }: NodeContext,
  person: RandomId,
): Promise<void> {
  const items = await readItems(db, vault, person, [...riskItems, ...contactItems])
  const answered = items.filter((item) => 'v' in item)
  const since = seconds(now) - RISK_ASSESSMENT_AGE
  if (!answered.some(({ code, at }) => riskItems.includes(code) && at >= since)) {
    throw new Problem('risk-assessment-missing')
  }
  if (!answered.some(({ code }) => contactItems.includes(code))) {
    throw new Problem('safe-contact-missing')
  }
}
