import { type Form, showForm } from '@causeway/page-kit'
import { disclosureMatrix } from '@causeway/page-kit/pictures'
import { WithdrawalAnswer } from '@causeway/schemas/api'
import { Role } from '@causeway/schemas/codes'
import { Digest, RandomId } from '@causeway/schemas/wire'
import {
  auditView,
  checkView,
  exportView,
  officerHomeView,
  registerView,
} from '../../src/pages/officer/officer-views.ts'
import { aFoundRecord, aQuietRecord } from './hub-record-samples.ts'
import { sample } from './sample.ts'

const now = '2026-11-22T09:00:00.000Z'
const before = '2026-11-20T07:30:00.000Z'
const form: Form = showForm('5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d')
const wrong: Form = {
  ...form,
  values: { about_handover: '<b>', from_day: '2026-02-31' },
  faults: [
    { field: 'about_handover', rule: 'invalid' },
    { field: 'from_day', rule: 'invalid' },
  ],
}
const next = [{ name: 'after', value: '12' }]

const check = {
  id: RandomId.parse('AAAAAAAAAAAAAAAAAAAAAA'),
  status: 'whole' as const,
  begun_at: before,
  ended_at: now,
  entries: 1_048_576,
  total: 1_048_576,
  head: Digest.parse('A'.repeat(43)),
  per_second: 90_000,
}

const picture = disclosureMatrix({
  title: 'What is where',
  what: 'Kind of information',
  who: ['Synthetic House', 'Synthetic Haven'],
  items: [
    { name: 'Who she is', seen: ['sees', 'sees'] },
    { name: 'Her story', seen: ['sees', 'stays'] },
  ],
  words: { sees: 'Is there', later: 'Agreed, not sent', stays: 'Stays here' },
})

const line = {
  at: now,
  handover: 'AbC3xY7q',
  person: 'Zz9yY8xX',
  from: 'Synthetic House',
  to: 'Synthetic <Haven>',
  tier: 't2' as const,
  groups: 'Who she is and Health',
  agreement: 'Qq1wW2eE',
  basis: 'GDPR art. 6(1)(d) with 9(2)(a)',
  withdrawals: WithdrawalAnswer.options.map((answer) => ({ at: before, answer })),
}

export const officerSamples = [
  sample(
    officerHomeView,
    {
      now,
      needs: [
        { need: 'broken', at: '1,040' },
        { need: 'interrupted' },
        { need: 'unchecked', since: before },
        { need: 'unchecked' },
        { need: 'unanswered', reference: 'AbC3xY7q', to: 'Synthetic Haven', due: before },
      ],
      record: aFoundRecord,
    },
    'with all there can be',
  ),
  sample(officerHomeView, { now, needs: [], record: aQuietRecord }, 'with nothing to do'),
  sample(auditView, { form }, 'before a search'),
  sample(auditView, { form: wrong }, 'with faults'),
  sample(auditView, { form, answer: { entries: [] } }, 'with nothing found'),
  sample(
    auditView,
    {
      form,
      answer: {
        entries: [
          {
            number: '1,040',
            act: 'Read her record',
            who: 'Case worker, Synthetic <House>',
            worker: 'Ww1eE2rR',
            at: now,
            handover: 'AbC3xY7q',
            person: 'Zz9yY8xX',
            groups: 'Who she is and Health',
            why: 'Return',
          },
          { number: '1,039', act: 'This entry can not be read' },
        ],
        next,
      },
    },
    'with entries',
  ),
  sample(registerView, { form }, 'before a search'),
  sample(registerView, { form: wrong }, 'with faults'),
  sample(registerView, { form, answer: { lines: [] } }, 'with nothing found'),
  sample(
    registerView,
    { form, answer: { lines: [line, { ...line, groups: '', basis: '' }], picture, next } },
    'with one handover',
  ),
  sample(exportView, { form }),
  sample(exportView, { form: wrong }, 'with faults'),
  sample(checkView, { form, ended: [] }, 'before the first check'),
  sample(
    checkView,
    {
      form,
      ended: [
        { ...check, status: 'interrupted', entries: 5_000 },
        { ...check, status: 'broken', entries: 1_039, broken_at: 1_040 },
        check,
      ],
    },
    'with checks',
  ),
  sample(
    checkView,
    {
      running: { ...check, status: 'running', entries: 524_288, seconds_left: 6 },
      ended: [check],
    },
    'while one runs',
  ),
]

/** Codes of which every one must have its words. */
export const officerTexts = [
  ...[...Role.options, 'survivor', 'system'].map((role) => `officer.role.${role}`),
  ...WithdrawalAnswer.options.map((answer) => `officer.answer.${answer}`),
]
