import type { Form } from '@causeway/page-kit'
import { qrCode, timeline } from '@causeway/page-kit/pictures'
import { transitions } from '@causeway/protocol/referral'
import {
  DeclineReason,
  QuestionCode,
  Role,
  TravelChange,
  TravelMode,
  WarmHandover,
} from '@causeway/schemas/codes'
import { Category, type ItemCode } from '@causeway/schemas/record'
import { Digest, RandomId } from '@causeway/schemas/wire'
import { standings } from '../../src/pages/page-status.ts'
import { askedAlone, type ItemAsking } from '../../src/pages/sending/item-asking.ts'
import { answerFields } from '../../src/pages/sending/more-form.ts'
import { halfFields } from '../../src/pages/sending/plan-form.ts'
import { legFields, meetingFields } from '../../src/pages/sending/propose-form.ts'
import { askFields } from '../../src/pages/sending/question-form.ts'
import { WhyNot, yesNo } from '../../src/pages/sending/sent-act.ts'
import { SentActName } from '../../src/pages/sending/sent-acts.ts'
import { placeNames } from '../../src/pages/sending/sent-places.ts'
import {
  actView,
  cardView,
  correctItemView,
  correctView,
  discardView,
  evidenceView,
  moreAskView,
  moreView,
  planView,
  proposeView,
  questionsView,
  sentView,
  stopsView,
} from '../../src/pages/sending/sent-views.ts'
import { nextCodes } from '../../src/pages/sending/what-next.ts'
import { sample } from './sample.ts'

const now = '2026-11-22T09:00:00.000Z'
const id = RandomId.parse('A'.repeat(22))
const fresh: Form = { key: '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d', values: {}, faults: [] }
const faulty = (...fields: string[]): Form => ({
  ...fresh,
  faults: fields.map((field) => ({ field, rule: 'required' })),
})
const choice = (value: string) => ({ value, text: `Synthetic ${value}` })
const head = { reference: 'AbC3xY70', to: 'Synthetic house', href: `/sending/${id}` }
const picture = timeline({
  title: 'What has happened',
  columns: ['What', 'When'],
  steps: [{ text: 'Sent', when: 'today', state: 'now' }],
})
const sent = {
  head,
  standing: { word: 'accepted', kind: 'now' },
  flags: ['alarm', 'paused', 'question'],
  lead: 'sender',
  worker: { first: 'Synthetic Ada', second: 'Synthetic Bea' },
  notAccepted: ['Legal aid'],
  stops: [],
  picture,
  acts: SentActName.options.map((name) => ({ name })),
  places: placeNames.map((name) => ({ name })),
} as const
const leg = {
  from: 'London',
  to: 'Cluj',
  mode: 'plane' as const,
  departs_at: 1_800_000_000,
  due_at: 1_800_010_000,
  grace_minutes: 60,
  is_escorted: false,
}
const plan = {
  head,
  plan: {
    legs: [leg],
    meeting: { place: 'Arrivals', meeter: 'Synthetic Ada', look: 'green scarf' },
    first_night: 'The house',
  },
  times: [{ departs: 'today', due: 'tonight' }],
  fields: halfFields,
}
const asked = { id, by: 'receiver' as const, pauses_clock: false, at: 1_800_000_000 }
const line = { name: 'Health', says: '<Synthetic>' }
const notice = { lang: 'ro', parts: ['Un text'] }
const link = { text: 'Health', href: `${head.href}/correct/health_conditions` }

const askings: Record<ItemAsking['asking'], Omit<ItemAsking, 'asking'>> = {
  line: { code: 'full_name', codes: [], named: [] },
  text: { code: 'health_conditions', codes: [], named: [] },
  choice: { code: 'risk_level', codes: ['low', 'high'], named: [] },
  choices: { code: 'interpreter_constraints', codes: ['woman_only'], named: [] },
  yes_no: { code: 'fit_to_travel', codes: [], named: [] },
}
const named: ItemAsking[] = [
  { asking: 'choice', code: 'nationality', codes: [], named: [choice('RO')] },
  { asking: 'choices', code: 'spoken_languages', codes: [], named: [choice('ron')] },
]
const alone = [
  ...Object.entries(askings).map(([asking, it]) => ({ ...it, asking }) as ItemAsking),
  ...named,
]

export const sentSamples = [
  ...Object.values(standings).map((standing) =>
    sample(sentView, { ...sent, standing }, standing.word),
  ),
  ...nextCodes.map((code) => sample(sentView, { ...sent, next: { code, by: now } }, code)),
  ...(['plan', 'depart', 'propose'] as const).map((page) =>
    sample(
      sentView,
      { ...sent, next: { code: 'our_plan', page, href: `${head.href}/${page}` } },
      `leading to ${page}`,
    ),
  ),
  ...DeclineReason.options.map((reason) =>
    sample(sentView, { ...sent, declined: { reason, instead: 'Synthetic house' } }, reason),
  ),
  ...WhyNot.options.map((why) =>
    sample(
      sentView,
      { ...sent, acts: [{ name: 'recall', why, roles: ['supervisor'] }], expect: 'urgent' },
      `not now: ${why}`,
    ),
  ),
  sample(
    sentView,
    {
      ...sent,
      lead: 'receiver',
      stops: [
        { name: 'Everything, since today', state: 'silent', undoUntil: now },
        { name: 'Health, since today', state: 'answered' },
        { name: 'Health, since today', state: 'undone' },
      ],
    },
    'stopped',
  ),
  ...SentActName.options.map((act) =>
    sample(actView, { head, act, fields: [yesNo('by_her')], form: fresh }, act),
  ),
  sample(
    actView,
    {
      head,
      act: 'withdraw',
      fields: [
        { as: 'hidden', name: 'leg' },
        { as: 'radios', name: 'withdrawal', choices: [choice('one'), choice('two')] },
        { as: 'checkboxes', name: 'stop_groups', choices: [choice('health')] },
        { as: 'input', name: 'left_at', options: { type: 'datetime-local' } },
      ],
      form: faulty('withdrawal', 'stop_groups', 'left_at'),
      leg: { number: '2', of: '3' },
    },
    'with faults',
  ),
  sample(planView, { ...plan, form: fresh, signed: { us: true, them: true } }, 'signed'),
  sample(planView, { ...plan, form: fresh, signed: { us: true, them: false } }, 'proposed'),
  sample(
    planView,
    {
      ...plan,
      form: faulty('plan_risk', 'valid_until'),
      signed: { us: false, them: true },
      hash: Digest.parse('A'.repeat(43)),
    },
    'to be signed',
  ),
  sample(proposeView, {
    head,
    form: faulty('leg1_from', 'leg2_due', 'warm_handover'),
    legs: legFields,
    open: 2,
    meeting: meetingFields,
    half: halfFields,
  }),
  sample(cardView, {
    head,
    at: 'tonight',
    lang: 'ro',
    code: qrCode('K7QM-2XRT-9VCB', 'Code'),
    card: {
      language: 'eng',
      worker_says: ['one', 'two', 'three'],
      answer: '1234',
      who: 'Synthetic Ada',
      look: 'green scarf',
      place: 'Arrivals',
      at: 1_800_000_000,
      duty_phones: ['+40700123456'],
      code: 'K7QM-2XRT-9VCB',
    },
  }),
  sample(questionsView, {
    head,
    form: fresh,
    answer: fresh,
    ask: fresh,
    fields: askFields([choice('health_conditions')]),
    told: [],
    questions: [],
  }),
  sample(
    questionsView,
    {
      head,
      form: faulty('ask_code'),
      answer: fresh,
      ask: faulty('ask_code'),
      fields: askFields([choice('health_conditions')]),
      told: [
        { name: 'Health', times: 2, isNo: false },
        { name: 'Her own account', times: 0, isNo: true },
      ],
      next: id,
      questions: [
        { ...asked, question: 'other', text: 'Does she have a coat?', because: 'It is cold' },
        { ...asked, question: 'documents', answer: { at: 1_800_000_000, text: 'Yes.' } },
        { ...asked, by: 'sender', question: 'medical_needs', about: 'Health' },
      ],
    },
    'with some',
  ),
  sample(moreView, { head, form: fresh, agreed: [], toAsk: [], stays: [line] }, 'with nothing'),
  sample(moreView, {
    head,
    form: faulty('more_items', 'more_because'),
    agreed: [choice('allergies')],
    toAsk: [{ ...choice('medication'), hint: { text: 'Ask her first' } }],
    stays: [],
  }),
  ...[true, false].map((isAsked) =>
    sample(
      moreAskView,
      {
        head,
        form: { ...fresh, values: { more_items: ['allergies', 'medication'] } },
        organisation: 'Synthetic house',
        see: [line],
        stays: [line],
        notice,
        isAsked,
        fields: isAsked ? answerFields : [],
      },
      isAsked ? 'asked' : 'agreed',
    ),
  ),
  sample(correctView, { head, sent: [link], others: [link] }),
  ...alone.map((item) =>
    sample(
      correctItemView,
      { head, form: fresh, href: link.href, name: 'Health', was: '<b>', isSent: true, item },
      `${item.asking} ${item.code}`,
    ),
  ),
  sample(
    correctItemView,
    {
      head,
      form: faulty('full_name', 'more_because'),
      href: link.href,
      name: 'Name',
      isSent: false,
      item: { ...askings.line, asking: 'line' },
    },
    'with faults',
  ),
  sample(stopsView, {
    head,
    stops: [
      {
        name: 'Everything, since today',
        receivers: (['answered', 'silent', 'untold'] as const).map((state) => ({
          name: 'Synthetic house',
          state,
        })),
      },
    ],
  }),
  sample(evidenceView, {
    head,
    fileHref: `${head.href}/evidence.json`,
    counts: { events: 3, receipts: 9, proofs: 2 },
  }),
  sample(discardView, { form: fresh, href: '/returns/x/discard' }),
  sample(discardView, { form: fresh, href: '/returns/x/discard', to: 'Synthetic house' }, 'to one'),
]

const all = (prefix: string, codes: readonly string[]) => codes.map((code) => `${prefix}${code}`)

/** What can be wrong with the times of a part of the way. */
const legFaults = (name: string) => [
  ...(name.endsWith('_due') ? all(`fault.${name}.`, ['after_departure', 'in_the_past']) : []),
  ...(/^leg[23]_departs$/.test(name) ? [`fault.${name}.before_last`] : []),
]

/** Codes of which every one must have its words. */
export const sentTexts = [
  ...all(
    'role.',
    Role.options.filter((role) => role !== 'integrator'),
  ),
  ...all('group.', Category.options),
  ...all('field.', askedAlone satisfies ItemCode[]),
  ...legFields.flat().flatMap(({ name }) => legFaults(name)),
  ...all('send.question.', QuestionCode.options),
  ...all('send.mode.', TravelMode.options),
  ...all('send.change.', TravelChange.options),
  ...all('send.warm.', WarmHandover.options),
  ...all('send.event.', Object.keys(transitions)),
  ...['', '_text', '_button'].flatMap((part) => all(`send.act${part}.`, SentActName.options)),
  ...all('done.send_', SentActName.options),
  ...all('send.link.', placeNames),
  ...all('send.why.', WhyNot.options),
  ...all('send.then.', nextCodes),
  ...all('send.because.', ['sent', 'restricted', 'not_for_this_purpose', 'policy', 'story']),
  ...Object.values(standings).map(({ word }) => `send.meaning.${word}`),
]
