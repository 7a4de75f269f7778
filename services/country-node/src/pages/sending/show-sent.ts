import { timeline } from '@causeway/page-kit/pictures'
import type { ReferralView } from '@causeway/schemas/api'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { handoverHref, referenceOf } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import type { Reader } from './draft-road.ts'
import { countryIn } from './say.ts'
import { actOf, SentActName } from './sent-acts.ts'
import { standingOf } from './standing.ts'

/** Kinds of evidence that people ask for: it reached the network, their node, and somebody there. */
const receiptsShown = ['submission_accepted', 'applied', 'retrieved', 'rejected', 'non_delivery']

export function headOf(
  { site, language }: Reader,
  { id, peer }: Pick<ReferralView, 'id' | 'peer'>,
) {
  const organisation = findOrganisation(site.context.directory, peer.org)
  return {
    reference: referenceOf(id),
    to: organisation?.name ?? countryIn(language, peer.node),
    href: handoverHref('sender', id),
  }
}

/** What a sender follows: where it stands, what happened with its receipts, what can be done. */
export function showSent(reader: Reader, view: ReferralView) {
  const standing = standingOf(view.status)
  const isUnanswered = standing.word === 'sent' || standing.word === 'considered'
  return {
    head: headOf(reader, view),
    standing,
    flags: flagsOf(view),
    answerBy: view.answer_by === undefined ? undefined : momentOf(view.answer_by),
    expect: isUnanswered && view.answer_by === undefined ? view.urgency : undefined,
    worker: view.acceptance && {
      first: view.acceptance.worker,
      second: view.acceptance.deputy,
    },
    picture: pictureOf(reader, view),
    acts: SentActName.options.filter((name) => actOf(name).isOffered(view)),
    links: [
      ...(view.plan.is_open || view.plan.revision > 0 ? (['plan'] as const) : []),
      ...(view.plan.revision > 0 && view.meeting === 'open' ? (['card'] as const) : []),
      ...(view.is_restricted ? [] : (['questions'] as const)),
    ],
  }
}

const flagsOf = (view: ReferralView): string[] => [
  ...(view.alarms.length > 0 ? ['alarm'] : []),
  ...(view.is_paused ? [view.is_pause_hers ? 'paused_by_her' : 'paused'] : []),
  ...(view.questions_open > 0 ? ['question'] : []),
  ...(view.is_recall_requested ? ['recall_asked'] : []),
  ...(view.is_restricted ? ['restricted'] : []),
]

function pictureOf({ site, language }: Reader, view: ReferralView) {
  const translate = site.pages.translate(language)
  const { moment } = site.pages.formats(language)
  const last = view.timeline.length - 1
  const steps = view.timeline.map((event, at) => {
    const kinds = receiptsShown.filter((kind) => event.receipts.includes(kind))
    const words = [
      translate(`send.event.${event.type}`),
      ...(event.stands ? [] : [translate('send.overtaken')]),
      ...kinds.map((kind) => translate(`send.receipt.${kind}`)),
    ]
    const isAlarm = event.type === 'missed' || event.type === 'lost_contact'
    return {
      text: words.join('. '),
      when: moment(momentOf(event.at)),
      state: isAlarm ? ('alarm' as const) : at === last ? ('now' as const) : ('past' as const),
    }
  })
  const coming =
    view.next_due || view.answer_by !== undefined
      ? [
          {
            text: translate(`send.next.${view.next_due?.what ?? 'answer'}`),
            when: moment(view.next_due?.at ?? momentOf(view.answer_by ?? 0)),
            state: 'coming' as const,
          },
        ]
      : []
  return timeline({
    title: translate('send.timeline'),
    columns: [translate('send.timeline.what'), translate('send.timeline.when')],
    steps: [...steps, ...coming],
  })
}
