import type { Translate } from '../texts/make-translate.ts'
import type { Form, FormFault } from './read-form.ts'

interface Choices {
  /** The values, in the order in which they are shown. */
  codes: readonly string[]
  /** Their texts are this and the code; with `.hint` after it, the hint of that one choice. */
  prefix: string
  /** Adds the answers that are no answer: not known, and not to be said. */
  mayNotSay?: boolean
}

interface FieldOptions {
  /** The field is the whole page: its label is the heading. */
  isPage?: boolean
}

const noAnswers = ['unknown', 'declined_to_say']

/** The words around a form's fields, for the form macros. */
export function fieldWords(translate: Translate) {
  const faultText = ({ field, rule }: FormFault): string => {
    const own = `fault.${field}.${rule}`
    if (translate.has(own)) return translate(own)
    const general = `kit.fault.${rule}`
    const label = translate(`field.${field}`)
    return translate(translate.has(general) ? general : 'kit.fault.invalid', { label })
  }
  const heading = (name: string, size: string, { isPage }: FieldOptions, kind: string) => ({
    text: translate(`field.${name}`),
    classes: `govuk-${kind}--${isPage ? 'l' : size}`,
    isPageHeading: isPage === true,
  })
  const hintAt = (key: string) =>
    translate.has(key) ? { hint: { text: translate(key) } } : undefined
  const item = (prefix: string) => (code: string) => ({
    value: code,
    text: translate(prefix + code),
    ...hintAt(`${prefix}${code}.hint`),
  })

  return {
    labelOf: (name: string, options: FieldOptions) => heading(name, 's', options, 'label'),
    legendOf: (name: string, options: FieldOptions) =>
      heading(name, 's', options, 'fieldset__legend'),
    hintOf: (name: string) => {
      const key = `field.${name}.hint`
      return translate.has(key) ? { text: translate(key) } : false
    },
    itemsOf: ({ codes, prefix, mayNotSay }: Choices) => [
      ...codes.map(item(prefix)),
      ...(mayNotSay
        ? [{ divider: translate('kit.or') }, ...noAnswers.map(item('kit.answer.'))]
        : []),
    ],
    valueAt: ({ values }: Form, name: string) => values[name] ?? '',
    /** Of boxes: one that was ticked alone is sent as a string, and would match what it contains. */
    valuesAt: ({ values }: Form, name: string) => [values[name] ?? []].flat(),
    faultAt: ({ faults }: Form, name: string) => {
      const fault = faults.find(({ field }) => field === name)
      if (!fault) return false
      return { text: faultText(fault), visuallyHiddenText: translate('kit.faults.prefix') }
    },
    faultsOf: ({ faults }: Form) =>
      faults.map((fault) => ({ text: faultText(fault), href: `#${fault.field}` })),
  }
}
