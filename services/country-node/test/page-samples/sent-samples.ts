import { timeline } from '@causeway/page-kit/pictures'
import { transitions } from '@causeway/protocol/referral'
import { DeclineReason, TravelChange, WarmHandover } from '@causeway/schemas/codes'
import type { ItemCode } from '@causeway/schemas/record'
import { standings } from '../../src/pages/page-status.ts'
import { askedAlone } from '../../src/pages/sending/item-asking.ts'
import { legFields } from '../../src/pages/sending/propose-form.ts'
import { yesNo } from '../../src/pages/sending/sent-act.ts'
import { SentActName } from '../../src/pages/sending/sent-acts.ts'
import { placeNames } from '../../src/pages/sending/sent-places.ts'
import { actView, sentView } from '../../src/pages/sending/sent-views.ts'
import { nextCodes } from '../../src/pages/sending/what-next.ts'
import { WhyNot } from '../../src/pages/why-not.ts'
import { all } from './code-texts.ts'
import { sample } from './sample.ts'

import { sentPageSamples } from './sent-page-samples.ts'
import { choice, faulty, fresh, head, now } from './sent-parts.ts'

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
  ...sentPageSamples,
]

/** What can be wrong with the times of a part of the way. */
const legFaults = (name: string) => [
  ...(name.endsWith('_due') ? all(`fault.${name}.`, ['after_departure', 'in_the_past']) : []),
  ...(/^leg[23]_departs$/.test(name) ? [`fault.${name}.before_last`] : []),
]

/** Codes of which every one must have its words. */
export const sentTexts = [
  ...all('field.', askedAlone satisfies ItemCode[]),
  ...legFields.flat().flatMap(({ name }) => legFaults(name)),
  ...all('send.change.', TravelChange.options),
  ...all('send.warm.', WarmHandover.options),
  ...all('send.event.', Object.keys(transitions)),
  ...['', '_text', '_button'].flatMap((part) => all(`send.act${part}.`, SentActName.options)),
  ...all('done.send_', SentActName.options),
  ...all('send.link.', placeNames),
  ...all('send.then.', nextCodes),
  ...all('send.because.', ['sent', 'restricted', 'not_for_this_purpose', 'policy', 'story']),
  ...Object.values(standings).map(({ word }) => `send.meaning.${word}`),
]
