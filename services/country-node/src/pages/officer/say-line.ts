import type { RegisterLine } from '@causeway/schemas/api'
import { referenceOf } from '../handover-links.ts'
import type { LineWords } from './officer-views.ts'
import { type Speaker, sayGroups } from './say-entry.ts'

/** A line of the register in the reader's words. */
export const sayLine = (speaker: Speaker, line: RegisterLine): LineWords => ({
  at: line.at,
  handover: referenceOf(line.referral),
  person: referenceOf(line.person),
  from: speaker.organisation(line.from),
  to: speaker.organisation(line.to.org),
  tier: line.tier,
  groups: sayGroups(speaker, line.groups),
  agreement: referenceOf(line.agreement),
  basis: speaker.list(
    line.bases.map(({ art6, art9 }) =>
      art9
        ? speaker.translate('officer.basis_special', { art6, art9 })
        : speaker.translate('officer.basis', { art6 }),
    ),
  ),
  withdrawals: line.withdrawals,
})
