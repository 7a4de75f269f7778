import { qrCode } from '@causeway/page-kit/pictures'
import { Digest } from '@causeway/schemas/wire'
import { cardWords } from '../../src/pages/sending/card-words.ts'
import type { ItemAsking } from '../../src/pages/sending/item-asking.ts'
import { answerFields } from '../../src/pages/sending/more-form.ts'
import { halfFields } from '../../src/pages/sending/plan-form.ts'
import { legFields, meetingFields } from '../../src/pages/sending/propose-form.ts'
import { askFields } from '../../src/pages/sending/question-form.ts'
import {
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
  stopsView,
} from '../../src/pages/sending/sent-views.ts'
import { sample } from './sample.ts'
import { choice, faulty, fresh, head, id } from './sent-parts.ts'

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
const notice = { lang: 'ro', parts: ['Un text'], same: { lang: 'en', parts: ['A text'] } }
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

/** Pages of a handover that was sent, beside the one that says where it stands. */
export const sentPageSamples = [
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
    says: cardWords((key) => key),
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
