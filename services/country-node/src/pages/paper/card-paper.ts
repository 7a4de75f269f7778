import type { Card } from '@causeway/schemas/api'
import type { Paper } from '../../paper/paper-block.ts'
import type { PaperReader } from './paper-reader.ts'

/** A card for a pocket: it reads as any arrangement to be picked up does. `when` is in its words. */
export function cardPaper(
  { language, translate: t }: PaperReader,
  card: Card,
  { when, at }: { when: string; at: Date },
): Paper {
  const title = t('paper.card.title')
  return {
    lang: language,
    title,
    size: 'A6',
    at,
    blocks: [
      { as: 'title', text: title },
      {
        as: 'facts',
        rows: [
          { name: t('paper.card.where'), value: card.place },
          { name: t('paper.card.when'), value: when },
          { name: t('paper.card.who'), value: `${card.who}, ${card.look}` },
        ],
      },
      { as: 'text', text: t('paper.card.they_say') },
      { as: 'large', text: card.worker_says.join(' · ') },
      { as: 'text', text: t('paper.card.you_say') },
      { as: 'large', text: card.answer },
      {
        as: 'facts',
        rows: card.duty_phones.map((phone) => ({ name: t('paper.card.call'), value: phone })),
      },
      { as: 'code', code: card.code, alt: t('paper.card.code') },
    ],
  }
}
