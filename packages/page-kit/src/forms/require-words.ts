import type { Translate } from '../texts/make-translate.ts'
import type { Form } from './read-form.ts'

/** A form with a field that its page has not, or without one that nobody types. */
class ForgedForm extends Error {
  override readonly name = 'ForgedForm'
  /** As servers know it: the request is at fault, and not the page. */
  readonly statusCode = 400

  constructor() {
    super('A form was sent that no page has')
  }
}

/** Throws `ForgedForm` for a fault of which nobody could be told: its field has no words. */
export function requireWords({ faults }: Form, translate: Translate): void {
  const isSaid = ({ field, rule }: Form['faults'][number]) =>
    translate.has(`fault.${field}.${rule}`) || translate.has(`field.${field}`)
  if (!faults.every(isSaid)) throw new ForgedForm()
}
