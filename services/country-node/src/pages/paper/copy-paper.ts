import type { Agreed } from '../../agreements/read-agreed.ts'
import type { Paper, PaperBlock } from '../../paper/paper-block.ts'
import type { PaperReader } from './paper-reader.ts'
import { placeOf, whenOf } from './paper-words.ts'
import { wordingBlocks } from './wording-blocks.ts'

interface Copied extends Agreed {
  /** Name of the organisation that it is about. */
  to: string
  /** Numbers that answer around the clock; none before there is a plan. */
  phones: readonly string[]
  emergencyNumber: string
  at: Date
}

/**
 * What she agreed to, or refused, for her to keep: to whom, what for, until when, how to stop and whom
 * to call, and what was put to her, word for word. Nothing on it says who she is.
 */
export function copyPaper(reader: PaperReader, copied: Copied): Paper {
  const { language, translate: t } = reader
  const { agreement, wording, to, phones, emergencyNumber, at } = copied
  const { state, items, valid_from, expires_at } = agreement
  const isYes = state !== 'refused' && state !== 'requested'
  const title = t('paper.title')
  const until: PaperBlock[] = isYes
    ? [
        { as: 'text', text: t('paper.copy.rest') },
        { as: 'heading', text: t('paper.copy.stop') },
        { as: 'text', text: t('paper.copy.stop_text') },
      ]
    : []
  return {
    lang: language,
    title,
    size: 'A4',
    at,
    blocks: [
      { as: 'title', text: title },
      {
        as: 'facts',
        rows: [
          { name: t('paper.copy.said'), value: t(`paper.said.${state}`) },
          { name: t('paper.copy.when'), value: whenOf(reader, valid_from) },
          { name: t('paper.copy.to'), value: `${to}, ${placeOf(reader, agreement.receiver_node)}` },
          { name: t('paper.copy.for'), value: t(`paper.purpose.${agreement.purpose}`) },
          ...(isYes ? [{ name: t('paper.copy.until'), value: whenOf(reader, expires_at) }] : []),
        ],
      },
      { as: 'heading', text: t(isYes ? 'paper.copy.items' : 'paper.copy.asked') },
      { as: 'list', items: items.map((code) => t(`item.${code}`)) },
      ...until,
      { as: 'heading', text: t('paper.copy.call') },
      ...(phones.length > 0 ? [{ as: 'list' as const, items: phones }] : []),
      { as: 'text', text: t('paper.copy.emergency', { number: emergencyNumber }) },
      { as: 'line', text: t('paper.copy.worker') },
      { as: 'heading', text: t('paper.copy.wording') },
      ...wordingBlocks(wording),
    ],
  }
}
