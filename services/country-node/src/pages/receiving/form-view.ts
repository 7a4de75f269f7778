import { defineView } from '@causeway/page-kit'
import { z } from 'zod'
import { FormField } from '../form-field.ts'
import { Head, Href, ShownForm } from './head-view.ts'
import { Asked, ShownPlan } from './shown-parts.ts'

/** A page with one form; its words are `receive.<name>.title`, `.intro` and `.send`. */
export const formView = defineView(
  'receiving/form',
  z.strictObject({
    head: Head,
    name: z.string(),
    form: ShownForm,
    fields: z.array(FormField).readonly(),
    /** Goes with the form and is not typed: what it is about. */
    hidden: z.record(z.string(), z.string()),
    /** What it is about, above it. */
    plan: ShownPlan.optional(),
    asked: Asked.optional(),
    /** Other ways of filling it in, by the key of their words. */
    links: z.array(z.strictObject({ href: Href, text: z.string() })),
  }),
)
