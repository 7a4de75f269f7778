import * as codes from '@causeway/schemas/codes'
import * as evidence from '@causeway/schemas/evidence'
import * as record from '@causeway/schemas/record'
import * as wire from '@causeway/schemas/wire'
import { z } from 'zod'

/** What crosses the wire, by the name that the specification gives it (section 1.3). */
const schemas = {
  directory: wire.Directory,
  envelope: wire.EnvelopeHeader,
  letter: wire.Envelope,
  content: record.Content,
  body: record.EventBody,
  event: record.ReferralEvent,
  grant: record.Grant,
  receipt: wire.Receipt,
  'agreement-receipt': record.AgreementReceipt,
  record: record.SignedRecord,
  'key-binding': record.KeyBinding,
  item: record.RecordItem,
  offer: record.Offer,
  acceptance: record.Acceptance,
  packet: record.Packet,
  'plan-body': record.PlanBody,
  plan: record.PlanText,
  custody: record.Custody,
  question: record.Question,
  answer: record.Answer,
  telling: record.Telling,
  submission: wire.Submission,
  'submission-reply': wire.SubmissionReply,
  'mailbox-reply': wire.MailboxReply,
  acknowledgement: wire.Acknowledgement,
  'acknowledgement-reply': wire.AcknowledgementReply,
  'checkpoint-reply': wire.CheckpointReply,
  'inclusion-proof': wire.InclusionProof,
  'consistency-proof': wire.ConsistencyProof,
  'cosignature-submission': wire.CosignatureSubmission,
  'cosignature-reply': wire.CosignatureReply,
  evidence: evidence.EvidenceBundle,
  'evidence-seal': evidence.EvidenceSeal,
}

/** Parts that stand in several forms, by the name under `$defs`. */
const parts = z.registry<{ id: string }>()
for (const [id, part] of Object.entries({ ...codes, ...record, ...wire })) {
  const isForm = Object.values(schemas).includes(part as never)
  if (part instanceof z.ZodType && !isForm && !parts.has(part)) parts.add(part, { id })
}

const toForm = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', metadata: parts })

/**
 * The forms of the protocol as JSON Schema 2020-12, and of each item its group and the form of its
 * value, and the lists of meeting words. What a JSON Schema cannot say stands in section 1.3 of the specification.
 */
export const forms: Record<string, object> = {
  ...Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, toForm(schema)])),
  'meeting-words': codes.meetingWords,
  items: Object.fromEntries(
    Object.entries(record.items).map(([code, { category, value }]) => {
      const { $schema: _, ...form } = z.toJSONSchema(value, { io: 'input' })
      return [code, { group: category, value: form }]
    }),
  ),
}
