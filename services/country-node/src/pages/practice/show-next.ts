import { timeline } from '@causeway/page-kit/pictures'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { freshForm } from '../fresh-form.ts'
import { referenceOf } from '../handover-links.ts'
import { standingOf } from '../page-status.ts'
import { type DraftReader, hrefOf } from '../sending/draft-road.ts'
import type { OpenDraft } from '../sending/page-draft.ts'
import { readDraft } from '../sending/read-draft.ts'
import { StageName, stageOf } from './stages.ts'

/** One look at what would happen next with what was sent in practice. */
export function showNext(reader: DraftReader, draft: OpenDraft, stage: StageName) {
  const { site, road } = reader
  const { return: wish } = readDraft(draft.content)
  const organisation = wish && findOrganisation(site.context.directory, wish.receiver)
  if (!organisation) throw new TypeError('it is not whole')
  const { status, isOurs, asks } = stageOf(stage)
  const next = StageName.options[StageName.options.indexOf(stage) + 1]
  return {
    form: freshForm(),
    stage,
    reference: referenceOf(draft.id),
    to: organisation.name,
    standing: standingOf(status),
    isOurs,
    expect: stage === 'sent' ? wish.urgency : undefined,
    asks,
    picture: pictureOf(reader, stage),
    nextHref: next && hrefOf(road, draft.id, next),
    endHref: hrefOf(road, draft.id, 'end'),
  }
}

function pictureOf({ site, language }: DraftReader, stage: StageName) {
  const translate = site.pages.translate(language)
  const now = StageName.options.indexOf(stage)
  return timeline({
    title: translate('practice.way'),
    columns: [translate('send.timeline.what'), translate('send.timeline.when')],
    steps: StageName.options.map((name, at) => ({
      text: translate(`send.event.${stageOf(name).event}`),
      state: at < now ? 'past' : at === now ? 'now' : 'coming',
    })),
  })
}
