import type { Form } from '@causeway/page-kit'
import type { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import type { Remember } from '../../api/idempotency.ts'
import type { StaffActor } from '../../staff/actor.ts'
import type { Action } from '../../staff/permissions.ts'
import type { FieldOf } from '../form-faults.ts'
import type { FormField } from '../form-field.ts'
import type { PageSite } from '../page-site.ts'
import type { WhyNot } from '../why-not.ts'
import type { Handover } from './handover.ts'
import type { Reader } from './reader.ts'

/** `hidden`: nobody would look for it at this point. */
export type Against = WhyNot | 'hidden' | undefined

interface Doing<Data> {
  site: PageSite
  actor: StaffActor
  id: RandomId
  data: Data
  remember: Remember
}

/** One act on a page of its own: what it asks, when it is possible, what it does. */
interface ActOf<Schema extends z.ZodType> {
  action: Action
  form: Schema
  fields(it: Handover, reader: Reader): Promise<readonly FormField[]> | readonly FormField[]
  /** What it is filled in with at first. */
  values?(it: Handover): Form['values']
  against(it: Handover): Against
  fieldOf?: FieldOf
  run(doing: Doing<z.infer<Schema>>): Promise<object>
}
export type SentAct = ActOf<z.ZodType>

/** Ties what an act does to what its form reads; kept as one kind with all others. */
export const act = <Schema extends z.ZodType>(it: ActOf<Schema>): SentAct =>
  it as unknown as SentAct

export const YesNo = z.enum(['yes', 'no'])

/** A question that is answered with yes or no. */
export const yesNo = (name: string): FormField => ({
  as: 'radios',
  name,
  options: { codes: YesNo.options, prefix: 'answer.', classes: 'govuk-radios--inline' },
})
