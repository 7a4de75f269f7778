import { findOrganisation } from '../../organisations/find-organisation.ts'
import { pageOfReferrals } from '../../referrals/page-of-referrals.ts'
import { isPermitted } from '../../staff/decide.ts'
import { freshForm } from '../fresh-form.ts'
import { handoverHref, referenceOf } from '../handover-links.ts'
import { standingOf } from '../page-status.ts'
import { draftsOf, RETURNS, realRoad } from './draft-road.ts'
import { openDrafts } from './page-draft.ts'
import { readDraft } from './read-draft.ts'
import type { Reader } from './reader.ts'
import { listView } from './sending-views.ts'

const SHOWN = 50

/** What waits to be sent, of this worker, and what has gone, of the organisation: no name in it. */
export async function showList({ site, actor, language }: Reader) {
  const { context, pages } = site
  const translate = pages.translate(language)
  const nameOf = (org: Parameters<typeof findOrganisation>[1]) =>
    findOrganisation(context.directory, org)?.name

  const drafts = await openDrafts(context, draftsOf(actor, realRoad))
  const waiting = drafts.map(({ id, saved_at, content }) => {
    const { return: wish } = readDraft(content)
    const to = wish && nameOf(wish.receiver)
    return {
      href: `${RETURNS}/${id}`,
      services: (wish?.services ?? []).map((it) => translate(`service.${it}`)),
      ...(to ? { to } : {}),
      savedAt: saved_at.toISOString(),
    }
  })

  const { referrals } = isPermitted(actor.role, 'referral.list')
    ? await pageOfReferrals(context.db, actor.org, { limit: SHOWN })
    : { referrals: [] }
  const sent = referrals
    .filter(({ side, status }) => side === 'sender' && status !== 'draft')
    .map(({ id, status, peer, changed_at }) => ({
      href: handoverHref('sender', id),
      reference: referenceOf(id),
      status: standingOf(status),
      to: nameOf(peer.org) ?? peer.node.toUpperCase(),
      changedAt: changed_at,
    }))
  const model = { form: freshForm(), now: context.now().toISOString(), waiting, sent }
  return { view: listView, model }
}
