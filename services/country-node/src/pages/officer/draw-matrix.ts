import { disclosureMatrix, type Picture } from '@causeway/page-kit/pictures'
import type { RegisterLine } from '@causeway/schemas/api'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { findWhereabouts, type Whereabouts } from '../../disclosure/matrix-queries.ts'
import type { Speaker } from './say-entry.ts'

const signs = { sent: 'sees', agreed: 'later', here: 'stays' } as const satisfies Record<
  Whereabouts,
  string
>

/** What is where in one handover: group by group, at the side that sent and at the other. */
export async function drawMatrix(
  db: Kysely<Database>,
  { translate, organisation }: Speaker,
  { referral, person, agreement, from, to }: RegisterLine,
): Promise<Picture> {
  const found = await findWhereabouts(db, { referral, person, agreement })
  return disclosureMatrix({
    title: translate('officer.matrix.title'),
    what: translate('officer.matrix.what'),
    who: [organisation(from), organisation(to.org)],
    items: found.map(({ group, at }) => ({
      name: translate(`group.${group}`),
      seen: ['sees', signs[at]],
    })),
    words: {
      sees: translate('officer.matrix.sees'),
      later: translate('officer.matrix.later'),
      stays: translate('officer.matrix.stays'),
    },
  })
}
