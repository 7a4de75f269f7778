import { Language } from '@causeway/page-kit'
import { qrCode } from '@causeway/page-kit/pictures'
import { Purpose } from '@causeway/schemas/codes'
import { Category } from '@causeway/schemas/record'
import { setupView, slipView } from '../../src/pages/window/window-views.ts'
import { actView, enterView, pageView, plainProblemView } from '../../src/survivor/window-views.ts'
import { sample } from './sample.ts'

const form = { key: '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d', values: {}, faults: [] }
const languages = Language.options.map((code) => ({ code, name: code, isCurrent: code === 'en' }))
const at = '2026-11-22T09:00:00.000Z'
const until = '2026-11-29T09:00:00.000Z'
const to = 'Example House (synthetic), Cluj-Napoca'
const stands = ['sent', 'considered', 'accepted', 'travelling', 'met', 'in_care', 'ended'] as const
const acts = ['pause', 'resume', 'stop', 'stop_group'] as const
const problems = ['gone', 'later', 'again'] as const
const href = '/pause/x'

const whole = {
  handovers: stands.map((one, index) => ({
    to: `${to} ${index}`,
    stands: one,
    pausedBy: index % 2 ? (['her', 'them'] as const) : [],
    isAsked: index === 1,
    pauseHref: index % 2 ? undefined : href,
    resumeHref: index % 2 ? href : undefined,
  })),
  went: Purpose.options.map((purpose) => ({ to, purpose, at, groups: Category.options })),
  agreed: [true, false].map((isOver) => ({
    to,
    purpose: 'return' as const,
    until,
    isOver,
    language: 'ron',
    groups: Category.options.map((group, index) => ({
      group,
      isStopped: index === 0,
      stopHref: index === 0 ? undefined : '/stop/x',
    })),
  })),
  refused: [{ to, at, groups: ['health' as const] }],
  stops: [
    { groups: undefined, at, until, recipients: [{ to, hasAnswered: true }] },
    { groups: ['health' as const], at, until, recipients: [{ to, hasAnswered: false }] },
    { groups: ['family_dependants' as const], at, until, recipients: [] },
  ],
  stopHref: '/stop',
}
const empty = { handovers: [], went: [], agreed: [], refused: [], stops: [] }
const backHref = '/sending/x'
const asked = { form, languages: Language.options, action: '/sending/x/window', backHref }
const refused = [
  ['window_pin_new', 'invalid'],
  ['window_pin_again', 'different'],
  ['window_duress', 'near'],
  ['window_duress_again', 'different'],
].map(([field = '', rule = '']) => ({ field, rule }))

export const survivorSamples = [
  sample(enterView, { token: 'token', form, languages }),
  sample(
    enterView,
    {
      token: 'token',
      form: { ...form, faults: [{ field: 'window_code', rule: 'refused' }] },
      languages,
    },
    'refused',
  ),
  sample(pageView, whole, 'with everything'),
  sample(pageView, empty, 'with nothing'),
  ...acts.map((act) => {
    const about = act === 'stop_group' ? { group: 'health' as const } : { to }
    return sample(actView, { form, act, action: `/${act}/x`, ...about }, act)
  }),
  ...problems.map((problem) => sample(plainProblemView, { problem, goOn: '/' }, problem)),
  sample(setupView, { ...asked, closeAction: '/sending/x/window/close', isClosed: true }, 'closed'),
  sample(
    setupView,
    {
      ...asked,
      form: { ...form, faults: refused },
      closeAction: '/sending/x/window/close',
      since: at,
      isClosed: false,
    },
    'open',
  ),
  sample(slipView, {
    backHref,
    address: 'https://info.example.org',
    code: 'K7MP-3XQA-9FTR-HC2W',
    qr: qrCode('https://info.example.org/?l=ro#K7MP-3XQA-9FTR-HC2W', 'The address'),
  }),
  sample(slipView, { backHref, address: 'https://info.example.org' }, 'gone'),
]

/** Codes of which every one must have its words. */
export const survivorTexts = [
  ...Category.options.map((group) => `window.group.${group}`),
  ...stands.map((one) => `window.stands.${one}`),
  ...Purpose.options.map((purpose) => `window.for.${purpose}`),
  ...acts.flatMap((act) => [
    `window.confirm.${act}.title`,
    `window.confirm.${act}.text`,
    `window.confirm.yes.${act}`,
  ]),
  'field.window_language',
]
