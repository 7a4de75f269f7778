import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Brand } from './brand.ts'

const library = import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css')
const ownParts = ['page', 'parts', 'pictures', 'paper', 'print'].map(
  (name) => new URL(`../../web/style/${name}.css`, import.meta.url),
)

const FONTS = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif"

/**
 * The whole style of an installation as one sheet: the component library without the typeface,
 * crest and colours that belong to its government, then ours, then the installation's colours.
 */
export function styleSheet({ colours }: Brand): string {
  const components = readFileSync(fileURLToPath(library), 'utf8')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/\/\*![\s\S]*?\*\//g, '')
    .replaceAll('GDS Transport,arial,sans-serif', FONTS)
    .replaceAll('GDS Transport', FONTS)
    .replace(/[^{}]*\{[^{}]*url\([^{}]*\}/g, '')
  const ours = ownParts.map((part) => readFileSync(part, 'utf8')).join('')
  const chosen = Object.entries(colours).map(([name, value]) => `--cw-${name}:${value}`)
  return `${components}\n${ours}\n:root{--cw-font:${FONTS};${chosen.join(';')}}\n`
}
