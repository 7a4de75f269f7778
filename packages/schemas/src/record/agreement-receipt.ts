import { z } from 'zod'
import { ExplainedHow, InterpreterMode, Purpose } from '../codes/index.ts'
import { Digest, Identity, NodeId, RandomId, Seconds } from '../wire/index.ts'
import { LegalBasis, NoticeRef } from './agreement.ts'
import { Category, ItemCode } from './items.ts'

/** An organisation that has a part in it; never a person. */
const Party = z.strictObject({
  party_id: RandomId,
  party_name: z.string().min(1).max(120),
  party_country: NodeId,
  /** Who holds her record, and who may be sent part of it. */
  party_type: z.enum(['controller', 'recipient']),
})

/** What may be done with one group of items. */
const GroupProcessing = z.strictObject({
  purpose: Purpose,
  pii_type: Category,
  pii_attribute_ids: z.array(ItemCode).min(1).max(60),
  /** Whether the group falls under GDPR article 9. */
  special_pii_category: z.boolean(),
  /** Absent when she refused: then nothing is done. */
  lawful_basis: LegalBasis.optional(),
  /** Her own wish that they go before she is in care. */
  release: z.literal(true).optional(),
  /** The signed grant of this group. */
  grant: Identity.optional(),
})

const ConsentEvent = z.strictObject({
  event_time: Seconds,
  event_type: z.literal('explicitly_expressed'),
  event_state: z.enum([
    'requested',
    'given',
    'refused',
    'reaffirmed',
    'withdrawn',
    'restored',
    'superseded',
    'invalidated',
  ]),
  /** Seconds from the event for which it holds unless another one follows. */
  validity_duration: Seconds,
  /** Organisation that recorded it. */
  entity_id: RandomId,
  /** Of these groups only. */
  groups: z.array(Category).min(1).max(12).optional(),
})

/**
 * What she agreed to, or refused, as she can keep it (JWS typ `cw-agreement-receipt+jws`): a consent
 * receipt with the consent record inside it, by the information structure of ISO/IEC TS 27560:2023
 * and in its terms (record header, processing, party identification, events). `pii_principal_id` is
 * the id under which this receiver knows her: nothing in it says who she is.
 */
export const AgreementReceipt = z.strictObject({
  schema_version: z.literal('cw-agreement-receipt-1'),
  receipt_id: RandomId,
  /** Node that issued it, and when. */
  iss: NodeId,
  iat: Seconds,
  record: z.strictObject({
    schema_version: z.literal('cw-agreement-1'),
    record_id: RandomId,
    pii_principal_id: RandomId,
    pii_processing: z.strictObject({
      privacy_notice: NoticeRef,
      /** ISO 639-2/T, of the wording, whose hash this is. */
      language: z.string().regex(/^[a-z]{3}$/),
      text_sha256: Digest,
      /** How it was put to her; never who interpreted. */
      how: ExplainedHow,
      interpreter: InterpreterMode,
      purposes: z.array(GroupProcessing).min(1).max(24),
      collection_method: z.literal('told_by_her'),
      storage_locations: z.array(NodeId).min(1).max(2),
      /** Until when it may be used; equal to the end of a yes. */
      retention_period: Seconds,
      jurisdiction: NodeId,
      withdrawal_method: z.literal('by_word_to_any_worker'),
    }),
    party_identification: z.array(Party).min(2).max(2),
    events: z.array(ConsentEvent).min(2).max(200),
  }),
})
export type AgreementReceipt = z.infer<typeof AgreementReceipt>
