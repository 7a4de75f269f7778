import { canvas, type Picture } from './picture.ts'
import { type Svg, svg } from './svg.ts'
import { wrapWords } from './wrap-words.ts'

type Seen = 'sees' | 'later' | 'stays'

interface DisclosureMatrix {
  title: string
  /** Head of the first column. */
  what: string
  who: readonly string[]
  items: readonly { name: string; seen: readonly Seen[] }[]
  /** Words for each way, also the key of the signs. */
  words: Record<Seen, string>
}

const LABEL = 150
const COLUMN = 86
const LINE = 18

/**
 * What goes to whom: a full disc, a half one for later, a ring with a bar for what stays. Throws a
 * `TypeError` when an item does not say it for everybody: a gap must not look like "stays".
 */
export function disclosureMatrix({ title, what, who, items, words }: DisclosureMatrix): Picture {
  if (items.some(({ seen }) => seen.length !== who.length)) {
    throw new TypeError('An item says for too few or too many who sees it')
  }
  const width = LABEL + who.length * COLUMN
  const heads = who.map((it) => wrapWords(it, 10))
  let top = Math.max(...heads.map(({ length }) => length), 1) * LINE + 12
  const centre = (column: number) => LABEL + (column + 0.5) * COLUMN

  const drawn = heads.map((lines, column) => drawLines(lines, centre(column), 16, 'middle'))
  for (const { name, seen } of items) {
    const lines = wrapWords(name, 18)
    const height = lines.length * LINE + 18
    const middle = top + height / 2
    const signs = seen.map((it, column) => marks[it](centre(column), middle))
    const words = drawLines(lines, 0, middle - (lines.length - 1) * (LINE / 2) + 5, 'start')
    drawn.push(svg`<path class="line" d="M0 ${top}h${width}"/>${words}${signs}`)
    top += height
  }
  const key = (['sees', 'later', 'stays'] as const).map((it, at) => {
    const y = top + 20 + at * 26
    return svg`${marks[it](10, y)}${drawLines([words[it]], 28, y + 5, 'start')}`
  })
  const height = top + 20 + key.length * 26
  const rule = svg`<path class="line" d="M0 ${top}h${width}"/>`
  return {
    title,
    drawing: canvas({ title, width, height, name: 'matrix' }, [...drawn, rule, ...key]),
    table: {
      columns: [what, ...who],
      rows: items.map(({ name, seen }) => [name, ...seen.map((it) => words[it])]),
    },
  }
}

const drawLines = (lines: readonly string[], x: number, y: number, anchor: string): Svg =>
  svg`<text x="${x}" y="${y}" text-anchor="${anchor}">${lines.map((line, at) => svg`<tspan x="${x}" dy="${at === 0 ? 0 : LINE}">${line}</tspan>`)}</text>`

const marks: Record<Seen, (x: number, y: number) => Svg> = {
  sees: (x, y) => svg`<circle class="sees" cx="${x}" cy="${y}" r="9"/>`,
  later: (x, y) =>
    svg`<circle class="ring" cx="${x}" cy="${y}" r="8"/><path class="sees" d="M${x} ${y - 8}a8 8 0 0 0 0 16z"/>`,
  stays: (x, y) =>
    svg`<circle class="ring" cx="${x}" cy="${y}" r="8"/><path class="bar" d="M${x - 4} ${y}h8"/>`,
}
