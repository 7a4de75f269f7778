import { accessibilityView, privacyView } from '../../src/pages/frame/public-views.ts'
import { Refused, refusedView } from '../../src/pages/frame/refused-view.ts'
import { signedOutView } from '../../src/pages/frame/signed-out-view.ts'
import { type HomeItem, homeView, Need } from '../../src/pages/home/home-view.ts'
import { aQuietRecord, hubRecordTexts } from './hub-record-samples.ts'
import { sample } from './sample.ts'

const now = '2026-11-22T09:00:00.000Z'
const items = Need.options.map(
  (need, index): HomeItem => ({
    reference: `AbC3xY7${index}`,
    need,
    urgency: index % 2 ? 'urgent' : 'normal',
    isLate: need === 'alarm',
    ...(need === 'acknowledge' ? {} : { href: '/receiving/x' }),
    ...(['plan', 'question'].includes(need) || need.startsWith('alarm')
      ? { since: now }
      : { due: '2026-11-24T09:00:00.000Z' }),
  }),
)

export const frameSamples = [
  sample(homeView, { now, items }, 'with work'),
  sample(homeView, { now, items: [] }, 'with nothing to do'),
  sample(homeView, { now, items: [], record: aQuietRecord }, 'of who looks after the node'),
  sample(signedOutView, { againHref: '/', isKept: false }),
  sample(
    signedOutView,
    { againHref: '/sign-in?to=%2Freturns', isKept: true },
    'with what was typed',
  ),
  sample(accessibilityView, { idleMinutes: 15 }),
  sample(privacyView, { idleMinutes: 15, sessionHours: 8, keptMinutes: 30 }),
  sample(
    refusedView,
    { code: 'changed', goOn: { href: '/receiving/x', isSignIn: false } },
    'of a handover',
  ),
  ...Refused.options.map((code) =>
    sample(refusedView, { code, goOn: { href: '/', isSignIn: code === 'session-ended' } }, code),
  ),
]

/** Codes of which every one must have its words. */
export const frameTexts = [
  ...hubRecordTexts,
  ...Need.options.map((need) => `need.${need}`),
  ...Refused.options.flatMap((code) => [`refused.${code}.title`, `refused.${code}.text`]),
]
