import { type Form, readForm, sendPage, showForm } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Remember } from '../../api/idempotency.ts'
import type { NodeContext } from '../../context.ts'
import type { Exchange } from '../../exchange/exchange.ts'
import type { DecidableReferral } from '../../referrals/get-referral.ts'
import type { StaffActor } from '../../staff/actor.ts'
import type { Action } from '../../staff/permissions.ts'
import { moveOnce } from '../act-once.ts'
import { type FieldOf, faultsIn, valuesIn } from '../form-faults.ts'
import type { FormField } from '../form-field.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import type { PageSite } from '../page-site.ts'
import { formView } from './form-view.ts'
import { headOf } from './head-of.ts'
import { type Reader, readerOf } from './reader.ts'
import { receivedReferral } from './received-referral.ts'
import type { Asked, ShownPlan } from './shown-parts.ts'

/** What a form does when it was filled in. */
interface Doing<Data> {
  context: NodeContext
  exchange: Exchange
  actor: StaffActor
  referral: DecidableReferral
  data: Data
  remember: Remember
}

/** What a form is about beside its fields. */
interface About {
  values?: Form['values']
  /** Goes with the form and is not typed. */
  hidden?: Record<string, string>
  plan?: ShownPlan
  asked?: Asked
  links?: { href: string; text: string }[]
}

/** A page with one form about one handover, and the verb that it leads to. */
export interface FormPage<Data> {
  /** The name of its texts, and its address after the handover's unless `path` says otherwise. */
  name: string
  path?: string
  action: Action
  schema: z.ZodType<Data>
  fields(
    site: PageSite,
    referral: DecidableReferral,
    reader: Reader,
  ): Promise<readonly FormField[]> | readonly FormField[]
  /** Throws `Problem` where there is nothing that the form could be about. */
  about?: (site: PageSite, reader: Reader, referral: DecidableReferral) => Promise<About>
  /** Whether it may be opened where the handover stands; a form that was sent is the verb's to judge. */
  isPossible?: (referral: DecidableReferral) => boolean
  /** Where the parts of a request are typed, by the first name or the whole of their pointer. */
  fieldOf?: FieldOf
  run(doing: Doing<Data>, site: PageSite): Promise<object>
}

/** Shows the form as it is first shown. Throws `Problem('transition-refused')` where it has no place. */
export async function openForm<Data>(
  site: PageSite,
  page: FormPage<Data>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { referral } = await receivedReferral(site.context, request, page.action)
  if (page.isPossible && !page.isPossible(referral)) throw new Problem('transition-refused')
  return showPage(site, page, { request, reply })
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
  const again = (form: Form) => showPage(site, page, { request, reply, form })
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

/** What is not typed, only a forged form can have wrong. */
function requireTyped({ faults }: Form, fields: readonly FormField[]): void {
  const isTyped = (name: string) => fields.some((field) => field.name === name)
  if (!faults.every(({ field }) => isTyped(field))) throw new Problem('form-forged')
}

interface Showing {
  request: FastifyRequest
  reply: FastifyReply
  /** What was sent; a new form when absent. */
  form?: Form
}

async function showPage<Data>(
  site: PageSite,
  page: FormPage<Data>,
  { request, reply, form }: Showing,
) {
  const { actor, referral } = await receivedReferral(site.context, request, page.action)
  const reader = readerOf(site, request, actor)
  const {
    values = {},
    hidden = {},
    links = [],
    ...shown
  } = (await page.about?.(site, reader, referral)) ?? {}
  const fields = await page.fields(site, referral, reader)
  if (form) requireTyped(form, fields)
  const sent = Object.entries(form?.values ?? {}).filter(([name]) => Object.hasOwn(hidden, name))
  const model = {
    head: await headOf(site.context, referral),
    name: page.name,
    form: form ?? freshForm(values),
    fields,
    hidden: { ...hidden, ...Object.fromEntries(sent.map(([name, value]) => [name, `${value}`])) },
    links,
    ...shown,
  }
  const frame = frameOf(site, request, { kind: 'form', section: 'inbox' })
  return sendPage(reply, site.pages, { view: formView, model, frame, status: form ? 422 : 200 })
}
