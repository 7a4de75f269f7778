import { sendPage } from '@causeway/page-kit'
import { verifyAgreementReceipt } from '@causeway/protocol/record'
import { Problem } from '@causeway/schemas/problems'
import { RandomId } from '@causeway/schemas/wire'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { issueReceipt } from '../../agreements/issue-receipt.ts'
import { readAgreed } from '../../agreements/read-agreed.ts'
import { seconds } from '../../context.ts'
import { showCard } from '../../journey/show-card.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { requireStepUp } from '../../sign-in/require-session.ts'
import { arrivalIn } from '../arrival-clock.ts'
import { frameOf } from '../frame/frame-of.ts'
import { handoverHref } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import type { PageSite } from '../page-site.ts'
import { BASE, schema, sentOf } from '../sending/sent-page.ts'
import { agreementsAbout, phonesFor } from './about-handover.ts'
import { cardPaper } from './card-paper.ts'
import { copyPaper } from './copy-paper.ts'
import { readerOf } from './paper-reader.ts'
import { papersView } from './paper-views.ts'
import { receiptPaper } from './receipt-paper.ts'
import { sendPdf } from './send-pdf.ts'

const AgreementPath = z.strictObject({ id: RandomId, agreement: RandomId })
type OfAgreement = FastifyRequest & { params: z.infer<typeof AgreementPath> }

/**
 * What she keeps on paper, in her language. What she agreed to leaves the node with it, so both its
 * papers ask for the second factor; the card says nothing of her and may be needed in a hurry.
 */
export const paperRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context, pages, settings } = site
  const papers = `${BASE}/papers`
  const preHandler = requireStepUp(site.signIn)
  const ofAgreement = { schema: { hide: true, params: AgreementPath }, preHandler }

  app.get(papers, { schema, preHandler }, async (request, reply) => {
    const { referral } = await sentOf(site, request, 'agreement.receipt')
    const frame = frameOf(site, request, { kind: 'list', section: 'send' })
    const href = handoverHref('sender', referral.id)
    const agreements = await agreementsAbout(context, referral)
    const model = {
      handoverHref: href,
      agreements: agreements.map(({ id, state, valid_from }) => ({
        said: state,
        at: momentOf(valid_from),
        copyHref: `${href}/papers/${id}/copy.pdf`,
        receiptHref: `${href}/papers/${id}/receipt.pdf`,
      })),
      cardHref: referral.state.meeting === 'open' ? `${href}/card.pdf` : undefined,
    }
    return sendPage(reply, pages, { view: papersView, model, frame })
  })

  /** The agreement in the path; one that is not about this handover is not there. */
  const agreedOf = async (request: FastifyRequest) => {
    const { actor, referral } = await sentOf(site, request, 'agreement.receipt')
    const { agreement: id } = (request as OfAgreement).params
    const about = await agreementsAbout(context, referral)
    if (!about.some((it) => it.id === id)) throw new Problem('not-found')
    return { actor, referral, id }
  }

  app.get(`${papers}/:agreement/copy.pdf`, ofAgreement, async (request, reply) => {
    const { actor, referral, id } = await agreedOf(request)
    const agreed = await readAgreed(context, actor, id)
    const { lang, receiver_org: to } = agreed.agreement
    return sendPdf(
      reply,
      copyPaper(readerOf(site, lang), {
        ...agreed,
        to: findOrganisation(context.directory, to)?.name ?? to,
        phones: await phonesFor(context, referral),
        emergencyNumber: settings.emergencyNumber,
        at: context.now(),
      }),
    )
  })

  app.get(`${papers}/:agreement/receipt.pdf`, ofAgreement, async (request, reply) => {
    const { actor, id } = await agreedOf(request)
    const signed = await issueReceipt(context, actor, id)
    const receipt = verifyAgreementReceipt(signed, context.directory, seconds(context.now))
    const reader = readerOf(site, receipt.record.pii_processing.language)
    return sendPdf(reply, receiptPaper(reader, { receipt, signed, at: context.now() }))
  })

  app.get(`${BASE}/card.pdf`, { schema }, async (request, reply) => {
    const { actor, referral } = await sentOf(site, request, 'referral.card')
    const card = await showCard(context, actor, referral)
    const reader = readerOf(site, card.language)
    const { directory } = context
    const place = { directory, receiver: referral.peer_org, ownZone: settings.timeZone }
    const when = arrivalIn(reader.language, card.at, place)
    return sendPdf(reply, cardPaper(reader, card, { when, at: context.now() }))
  })
}
