import { timeline } from '@causeway/page-kit/pictures'
import type { ReferralView } from '@causeway/schemas/api'
import { DeclineReason } from '@causeway/schemas/codes'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import type { DecidableReferral } from '../../referrals/get-referral.ts'
import { handoverHref, referenceOf } from '../handover-links.ts'
import { countryIn } from '../languages.ts'
import { momentOf } from '../moments.ts'
import { Flag, standingOf } from '../page-status.ts'
import { rolesFor, whyNot } from '../why-not.ts'
import type { Handover } from './handover.ts'
import type { Reader } from './reader.ts'
import type { SentAct } from './sent-act.ts'
import { actOf, SentActName } from './sent-acts.ts'
import { placeNames, sentPlaces } from './sent-places.ts'
import type { Doable } from './sent-views.ts'
import { showStops } from './show-stops.ts'
import { hrefOfNext, whatNext } from './what-next.ts'

/** Kinds of evidence that people ask for: it reached the network, their node, and somebody there. */
const receiptsShown = ['submission_accepted', 'applied', 'retrieved', 'rejected', 'non_delivery']

const noes = ['declined', 'acceptance_withdrawn']

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

/**
 * What a sender follows: where it stands, what happens next and by when, what happened with its
 * receipts, what can be done, and of what can not be done now why and who could.
 */
export function showSent(reader: Reader, referral: DecidableReferral, it: Handover) {
  const { view } = it
  const next = whatNext(it)
  return {
    head: headOf(reader, view),
    standing: standingOf(view.status),
    flags: flagsOf(view),
    lead: view.lead,
    declined: declinedIn(reader, view),
    next: next && { ...next, href: hrefOfNext(it, next) },
    expect: next?.code === 'answer' && !next.by ? view.urgency : undefined,
    worker: view.acceptance && {
      first: view.acceptance.worker,
      second: view.acceptance.deputy,
    },
    notAccepted: notAcceptedIn(reader, view),
    stops: showStops(reader, it),
    picture: pictureOf(reader, view),
    acts: doables(reader, referral, it, SentActName.options, actOf),
    places: doables(reader, referral, it, placesIn(reader), (name) => sentPlaces[name]),
  }
}

/** What she has to be told before she goes: they take her in without it. */
function notAcceptedIn({ site, language }: Reader, { timeline }: ReferralView): string[] {
  const translate = site.pages.translate(language)
  const yes = timeline.findLast(({ type, stands }) => stands && type === 'accepted')
  return (yes?.said.not_accepted ?? []).map((code) => translate(`service.${code}`))
}

/** Why they said no, and who they say may help instead. */
function declinedIn({ site, language }: Reader, { timeline }: ReferralView) {
  const no = timeline.findLast(({ type, stands }) => stands && noes.includes(type))
  const reason = DeclineReason.safeParse(no?.said.reason)
  if (!no || !reason.success) return undefined
  const { alternative } = no.said
  const named = alternative && findOrganisation(site.context.directory, alternative.org)
  const instead = named?.name ?? (alternative && countryIn(language, alternative.node))
  return { reason: reason.data, instead }
}

/** Her own window is there where the installation serves one. */
const placesIn = ({ site }: Reader) =>
  placeNames.filter((name) => name !== 'window' || site.settings.windowOrigin !== undefined)

/** Those that somebody would look for; where the role or how things stand is against it, why. */
function doables<Name extends string>(
  { site, actor, language }: Reader,
  referral: DecidableReferral,
  it: Handover,
  names: readonly Name[],
  of: (name: Name) => Pick<SentAct, 'action' | 'against'>,
) {
  const translate = site.pages.translate(language)
  return names.flatMap((name): Doable<Name>[] => {
    const { action, against } = of(name)
    const state = against(it)
    if (state === 'hidden') return []
    const why = whyNot(actor, action, referral) ?? state
    if (why !== 'role') return [{ name, why }]
    return [{ name, why, roles: rolesFor(action, translate) }]
  })
}

const flagsOf = (view: ReferralView): Flag[] => {
  const holds: Partial<Record<Flag, boolean>> = {
    alarm: view.alarms.length > 0,
    restricted: view.is_restricted,
    recall_asked: view.is_recall_requested,
    paused_by_her: view.is_paused && view.is_pause_hers,
    paused: view.is_paused && !view.is_pause_hers,
    question: view.questions_open > 0,
  }
  return Flag.options.filter((flag) => holds[flag])
}

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
