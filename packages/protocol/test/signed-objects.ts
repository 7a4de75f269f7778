import type { AgreementReceipt, Grant, ReferralEvent } from '@causeway/schemas/record'
import type { Receipt } from '@causeway/schemas/wire'
import { hashBody, writeBody } from '../src/record/index.ts'
import { digestOf, idOf, NOW, nodeId } from './network.ts'

/** The offer's body, as it travels beside the event. */
export const offerBody = writeBody(
  {
    purpose: 'return',
    services: ['safe_housing', 'medical_care'],
    urgency: 'urgent',
    lead_organisation: idOf('org gb'),
    agreed_groups: ['identity', 'contact_safe'],
    person: { age_band: 'from_21_to_23', gender: 'feminine', spoken_languages: ['ron'] },
  },
  digestOf('body salt'),
)

/** The first event of a referral from gb to ro. */
export const offered: ReferralEvent = {
  eid: idOf('event'),
  referral: idOf('referral'),
  node: nodeId('gb'),
  n: 1,
  prev: null,
  seen: null,
  type: 'offered',
  at: NOW,
  actor: { org: idOf('org gb'), role: 'case_worker', pseudonym: idOf('worker') },
  data: {
    from_org: idOf('org gb'),
    to: { node: nodeId('ro'), org: idOf('org ro') },
    purpose: 'return',
    urgency: 'urgent',
    body: hashBody(offerBody),
  },
}

export const grant: Grant = {
  gid: idOf('grant'),
  agreement: idOf('agreement'),
  person: idOf('person'),
  group: 'identity',
  items: ['full_name', 'birth_date'],
  purpose: 'return',
  to: { node: nodeId('ro'), org: idOf('org ro') },
  nbf: NOW,
  exp: NOW + 180 * 86_400,
  lang: 'ron',
  text_sha256: digestOf('wording'),
  notice: {
    id: 'agreement_to_share',
    version: 1,
    lang: 'ron',
    sha256: digestOf('notice'),
  },
  basis: { art6: 'e' },
  how: 'read_together',
  interpreter: 'in_person',
  by: idOf('worker'),
}

/** What she keeps of the agreement behind `grant`. */
export const agreementReceipt: AgreementReceipt = {
  schema_version: 'cw-agreement-receipt-1',
  receipt_id: idOf('agreement receipt'),
  iss: nodeId('gb'),
  iat: NOW,
  record: {
    schema_version: 'cw-agreement-1',
    record_id: grant.agreement,
    pii_principal_id: grant.person,
    pii_processing: {
      privacy_notice: grant.notice,
      language: grant.lang,
      text_sha256: grant.text_sha256,
      how: grant.how,
      interpreter: grant.interpreter,
      purposes: [
        {
          purpose: grant.purpose,
          pii_type: grant.group,
          pii_attribute_ids: grant.items,
          special_pii_category: false,
          lawful_basis: grant.basis,
          grant: digestOf('grant identity'),
        },
      ],
      collection_method: 'told_by_her',
      storage_locations: [nodeId('gb'), nodeId('ro')],
      retention_period: grant.exp,
      jurisdiction: nodeId('gb'),
      withdrawal_method: 'by_word_to_any_worker',
    },
    party_identification: [
      {
        party_id: idOf('org gb'),
        party_name: 'Example Support',
        party_country: nodeId('gb'),
        party_type: 'controller',
      },
      {
        party_id: idOf('org ro'),
        party_name: 'Example Shelter',
        party_country: nodeId('ro'),
        party_type: 'recipient',
      },
    ],
    events: (['requested', 'given'] as const).map((event_state) => ({
      event_time: NOW,
      event_type: 'explicitly_expressed',
      event_state,
      validity_duration: grant.exp - NOW,
      entity_id: idOf('org gb'),
    })),
  },
}

export const applied: Receipt = {
  kind: 'applied',
  by: 'ro',
  env: digestOf('envelope identity'),
  event: digestOf('event identity'),
  at: NOW,
}

export const submissionAccepted: Receipt = {
  kind: 'submission_accepted',
  by: 'hub',
  env: digestOf('envelope identity'),
  at: NOW,
  merge_by: NOW + 60,
}
