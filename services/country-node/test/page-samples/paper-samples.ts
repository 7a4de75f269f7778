import { Purpose } from '@causeway/schemas/codes'
import { AgreementReceipt } from '@causeway/schemas/record'
import { papersView } from '../../src/pages/paper/paper-views.ts'
import { sample } from './sample.ts'

const agreement = {
  said: 'reaffirmed',
  at: '2026-11-22T09:00:00.000Z',
  copyHref: '/sending/AbC3xY7q/papers/Ag1/copy.pdf',
  receiptHref: '/sending/AbC3xY7q/papers/Ag1/receipt.pdf',
}

export const paperSamples = [
  sample(papersView, {
    handoverHref: '/sending/AbC3xY7q',
    agreements: [agreement, { ...agreement, said: 'superseded' }],
    cardHref: '/sending/AbC3xY7q/card.pdf',
  }),
  sample(papersView, { handoverHref: '/sending/AbC3xY7q', agreements: [] }, 'with nothing'),
]

const events = AgreementReceipt.shape.record.shape.events.element.shape.event_state
  .options satisfies string[]
const states = [...events.filter((it) => it !== 'restored'), 'expired']

/** Codes of which every one must have its words, and what a mail says. */
export const paperTexts = [
  ...Purpose.options.map((code) => `paper.purpose.${code}`),
  ...states.map((code) => `paper.said.${code}`),
  ...events.map((code) => `paper.event.${code}`),
  'paper.receipt.controller',
  'paper.receipt.recipient',
  'mail.subject',
  'mail.text',
  'mail.foot',
]
