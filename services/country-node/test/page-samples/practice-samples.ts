import { timeline } from '@causeway/page-kit/pictures'
import { standingOf } from '../../src/pages/page-status.ts'
import { AnsweringName } from '../../src/pages/practice/answering-forms.ts'
import {
  answeredView,
  nextView,
  noView,
  practiceInboxView,
  startView,
} from '../../src/pages/practice/practice-views.ts'
import { StageName, stageOf } from '../../src/pages/practice/stages.ts'
import { sample } from './sample.ts'

const form = { key: '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d', values: {}, faults: [] }
const endHref = '/practice/returns/x/end'
const picture = timeline({
  title: 'What has happened',
  columns: ['What', 'When'],
  steps: [{ text: 'Sent', state: 'now' }],
})

export const practiceSamples = [
  sample(startView, { form, may: { sending: true, receiving: true } }),
  sample(
    startView,
    { form, may: { sending: true, receiving: false }, openHref: '/practice/returns/x' },
    'begun',
  ),
  ...StageName.options.map((stage) => {
    const { asks, isOurs, status } = stageOf(stage)
    const standing = standingOf(status)
    const model = { form, stage, reference: 'AbC3xY70', to: 'A house', standing, isOurs, asks }
    return sample(nextView, { ...model, picture, endHref, nextHref: '/next' }, stage)
  }),
  sample(noView, { form, endHref }),
  sample(practiceInboxView, {
    href: '/practice/offer',
    due: '2026-11-25T09:00:00.000Z',
    services: ['safe_housing', 'legal_aid'],
    arrivalWeek: '2027-W01',
  }),
  sample(answeredView, { how: 'over' }),
  sample(answeredView, { how: 'missed' }, 'missed'),
]

/** Codes of which every one must have its words. */
export const practiceTexts = [
  ...['met', ...AnsweringName.options].map((name) => `done.practice_${name}`),
  ...StageName.options.flatMap((stage) => [
    `practice.next.${stage}`,
    `practice.next.${stage}.text`,
    ...stageOf(stage).asks.map((name) => `field.${name}`),
  ]),
]
