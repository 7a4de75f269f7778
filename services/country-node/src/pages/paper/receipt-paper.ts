import type { AgreementReceipt, LegalBasis } from '@causeway/schemas/record'
import type { CompactJws } from '@causeway/schemas/wire'
import type { Paper } from '../../paper/paper-block.ts'
import type { PaperReader } from './paper-reader.ts'
import { placeOf, whenOf } from './paper-words.ts'

interface Issued {
  receipt: AgreementReceipt
  signed: CompactJws
  at: Date
}

/** A signed receipt in words, with what was signed inside the file for a program to check. */
export function receiptPaper(reader: PaperReader, { receipt, signed, at }: Issued): Paper {
  const { language, translate: t, formats } = reader
  const { record, receipt_id, iat } = receipt
  const { pii_processing: processing, party_identification: parties, events } = record
  const { privacy_notice: notice, how, interpreter } = processing
  const title = t('paper.receipt.title')
  const named = parties.map(({ party_name, party_country, party_type }) => ({
    name: t(`paper.receipt.${party_type}`),
    value: `${party_name}, ${placeOf(reader, party_country)}`,
  }))
  return {
    lang: language,
    title,
    size: 'A4',
    at,
    attached: { name: 'receipt.jws', text: signed },
    blocks: [
      { as: 'title', text: title },
      {
        as: 'facts',
        rows: [
          { name: t('paper.receipt.number'), value: receipt_id },
          { name: t('paper.receipt.issued'), value: whenOf(reader, iat) },
          ...named,
          { name: t('paper.receipt.agreement'), value: record.record_id },
          { name: t('paper.copy.until'), value: whenOf(reader, processing.retention_period) },
          { name: t('paper.receipt.how'), value: t(`send.how.${how}`) },
          { name: t('paper.receipt.interpreter'), value: t(`send.interpreter.${interpreter}`) },
          { name: t('paper.receipt.notice'), value: `${notice.id} ${notice.version}` },
          { name: t('paper.receipt.wording'), value: processing.text_sha256 },
        ],
      },
      { as: 'heading', text: t('paper.receipt.items') },
      {
        as: 'table',
        columns: [t('paper.receipt.what'), t('paper.copy.for'), t('paper.receipt.basis')],
        rows: processing.purposes.map(({ pii_attribute_ids: items, purpose, lawful_basis }) => [
          formats.list(items.map((code) => t(`item.${code}`))),
          t(`paper.purpose.${purpose}`),
          lawful_basis ? basisOf(lawful_basis) : t('paper.receipt.no_basis'),
        ]),
      },
      { as: 'heading', text: t('paper.receipt.events') },
      {
        as: 'table',
        columns: [t('paper.copy.when'), t('paper.receipt.event')],
        rows: events.map(({ event_time, event_state }) => [
          whenOf(reader, event_time),
          t(`paper.event.${event_state}`),
        ]),
      },
      { as: 'text', text: t('paper.receipt.stop') },
      { as: 'text', text: t('paper.receipt.signed') },
    ],
  }
}

/** GDPR articles 6(1) and 9(2), by their letters. */
const basisOf = ({ art6, art9 }: LegalBasis): string =>
  art9 ? `6(1)(${art6}), 9(2)(${art9})` : `6(1)(${art6})`
