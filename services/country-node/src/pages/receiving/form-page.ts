import { randomUUID } from 'node:crypto'
import { type Form, readForm, sendPage, showForm } from '@causeway/page-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Remember } from '../../api/idempotency.ts'
import type { NodeContext } from '../../context.ts'
import type { Exchange } from '../../exchange/exchange.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import type { StaffActor } from '../../staff/actor.ts'
import type { Action } from '../../staff/permissions.ts'
import { moveOnce } from '../act-once.ts'
import { type FieldOf, faultsIn, valuesIn } from '../form-faults.ts'
import { frameOf } from '../frame/frame-of.ts'
import type { PageSite } from '../page-site.ts'
import { headOf } from './head-of.ts'
import { receivedReferral } from './received-referral.ts'
import { type Field, formView } from './receiving-views.ts'

/** What a form does when it was filled in. */
interface Doing<Data> {
  context: NodeContext
  exchange: Exchange
  actor: StaffActor
  referral: Referral
  data: Data
  remember: Remember
}

/** A page with one form about one handover, and the verb that it leads to. */
export interface FormPage<Data> {
  /** Its address after the handover's, and the name of its texts. */
  name: string
  action: Action
  schema: z.ZodType<Data>
  fields(site: PageSite, referral: Referral): Promise<readonly Field[]> | readonly Field[]
  /** What it is filled in with at first. */
  values?: (site: PageSite, actor: StaffActor) => Form['values']
  /** Where the parts of a request are typed, by the first name or the whole of their pointer. */
  fieldOf?: FieldOf
  run(doing: Doing<Data>, site: PageSite): Promise<object>
}

/** Shows the form as it is first shown. */
export async function openForm<Data>(
  site: PageSite,
  page: FormPage<Data>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { actor, referral } = await receivedReferral(site.context, request, page.action)
  const form = showForm(randomUUID(), page.values?.(site, actor) ?? {})
  return showPage(site, page, { request, reply, referral, form })
}

/** Does what it asks for and goes back to the handover; shows it again with what is wrong in it. */
export async function takeForm<Data>(
  site: PageSite,
  page: FormPage<Data>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { context, exchange } = site
  const { referral } = await receivedReferral(context, request, page.action)
  const read = readForm(page.schema, request.body)
  const again = (form: Form) =>
    showPage(site, page, { request, reply, referral, form, status: 422 })
  if (!read.ok) return again(read.form)

  const { key, data } = read
  try {
    await moveOnce(context, request, referral.id, {
      key,
      action: page.action,
      run: (actor, remember) =>
        page.run({ context, exchange, actor, referral, data, remember }, site),
    })
  } catch (error) {
    const faults = faultsIn(error, page)
    if (!faults) throw error
    return again({ ...showForm(key, valuesIn(request)), faults })
  }
  return reply.redirect(`/receiving/${referral.id}?done=${page.name}`, 303)
}

interface Showing {
  request: FastifyRequest
  reply: FastifyReply
  referral: Referral
  form: Form
  status?: number
}

async function showPage<Data>(
  site: PageSite,
  page: FormPage<Data>,
  { request, reply, referral, form, status = 200 }: Showing,
) {
  const head = await headOf(site.context, referral)
  const fields = await page.fields(site, referral)
  const model = { head, name: page.name, form, fields }
  const frame = frameOf(site, request, { kind: 'form', section: 'inbox' })
  return sendPage(reply, site.pages, { view: formView, model, frame, status })
}
