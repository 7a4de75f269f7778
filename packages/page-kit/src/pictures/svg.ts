/** Markup that was made here, with everything that came from outside escaped. */
export interface Svg {
  readonly markup: string
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (it) => escapes[it] ?? '')

type Part = string | number | Svg | readonly Svg[]

function written(part: Part): string {
  if (typeof part === 'number') return String(Math.round(part * 100) / 100)
  if (typeof part === 'string') return escaped(part)
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
}

/** A piece of SVG: values are escaped, pieces are not, numbers are rounded to hundredths. */
export const svg = (texts: TemplateStringsArray, ...parts: Part[]): Svg => ({
  markup: texts
    .map((text, at) => text + (at < parts.length ? written(parts[at] as Part) : ''))
    .join(''),
})
