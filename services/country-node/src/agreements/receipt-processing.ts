import {
  type AgreementReceipt,
  categoryOf,
  type ItemCode,
  specialGroups,
} from '@causeway/schemas/record'
import type { NodeId } from '@causeway/schemas/wire'
import type { Agreement, StoredGrant } from './agreement-queries.ts'

type Processing = AgreementReceipt['record']['pii_processing']
type Purpose = Processing['purposes'][number]

/**
 * What may be done with her items, group by group, in the terms of ISO/IEC TS 27560:2023; with a
 * refusal, what was asked for and may not. `own` is the node that keeps her record.
 */
export const processingOf = (
  agreement: Agreement,
  grants: readonly StoredGrant[],
  own: NodeId,
): Processing => ({
  privacy_notice: agreement.notice,
  language: agreement.lang,
  text_sha256: agreement.text_sha256,
  how: agreement.how,
  interpreter: agreement.interpreter,
  purposes: grants.length > 0 ? granted(agreement, grants) : refused(agreement),
  collection_method: 'told_by_her',
  storage_locations: [own, agreement.receiver_node],
  retention_period: agreement.expires_at,
  jurisdiction: own,
  withdrawal_method: 'by_word_to_any_worker',
})

const granted = ({ purpose }: Agreement, grants: readonly StoredGrant[]): Purpose[] =>
  grants.map(({ items, basis, identity, release }) => ({
    ...groupOf(purpose, items),
    lawful_basis: basis,
    grant: identity,
    ...(release ? { release: true as const } : {}),
  }))

const refused = ({ purpose, items }: Agreement): Purpose[] =>
  [...new Set(items.map(categoryOf))].map((group) =>
    groupOf(
      purpose,
      items.filter((code) => categoryOf(code) === group),
    ),
  )

function groupOf(purpose: Agreement['purpose'], items: ItemCode[]): Purpose {
  const pii_type = categoryOf(items[0] as ItemCode)
  return {
    purpose,
    pii_type,
    pii_attribute_ids: items,
    special_pii_category: specialGroups.includes(pii_type),
  }
}
