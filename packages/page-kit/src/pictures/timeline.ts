import { canvas, type Picture } from './picture.ts'
import { type Svg, svg } from './svg.ts'
import { wrapWords } from './wrap-words.ts'

interface Step {
  text: string
  /** When, in words; none for what has not happened. */
  when?: string
  state: 'past' | 'now' | 'coming' | 'alarm'
}

interface Timeline {
  title: string
  /** Heads of the table's columns: what, when. */
  columns: readonly [string, string]
  steps: readonly Step[]
}

const WIDTH = 320
const LINE = 20
const LEFT = 40
/** Letters on a line; what is now is written bold, and needs more room. */
const LETTERS = { past: 32, now: 27, coming: 32, alarm: 27 }

/** Downwards, as a phone is held; the state of a step is a shape, not only a colour. */
export function timeline({ title, columns, steps }: Timeline): Picture {
  let top = 8
  const rows = steps.map((step, at) => {
    const lines = wrapWords(step.text, LETTERS[step.state])
    const height = (lines.length + (step.when ? 1 : 0)) * LINE + 16
    const row = drawStep({ step, lines, top, height, isLast: at === steps.length - 1 })
    top += height
    return row
  })
  return {
    title,
    drawing: canvas({ title, width: WIDTH, height: top, name: 'timeline' }, rows),
    table: { columns, rows: steps.map(({ text, when = '–' }) => [text, when]) },
  }
}

interface DrawnStep {
  step: Step
  lines: readonly string[]
  top: number
  height: number
  isLast: boolean
}

function drawStep({ step, lines, top, height, isLast }: DrawnStep): Svg {
  const middle = top + LINE / 2
  const rail = isLast ? [] : [svg`<path class="rail" d="M16 ${middle}v${height}"/>`]
  const words = lines.map(
    (line, at) => svg`<text class="what" x="${LEFT}" y="${top + 15 + at * LINE}">${line}</text>`,
  )
  const at = top + 15 + lines.length * LINE
  const when = step.when ? [svg`<text class="when" x="${LEFT}" y="${at}">${step.when}</text>`] : []
  return svg`<g class="${step.state}">${rail}${marks[step.state](middle)}${words}${when}</g>`
}

const marks: Record<Step['state'], (y: number) => Svg> = {
  past: (y) => svg`<circle class="mark" cx="16" cy="${y}" r="7"/>`,
  now: (y) =>
    svg`<circle class="mark" cx="16" cy="${y}" r="10"/><circle class="core" cx="16" cy="${y}" r="4"/>`,
  coming: (y) => svg`<circle class="mark" cx="16" cy="${y}" r="6"/>`,
  alarm: (y) => svg`<path class="mark" d="M16 ${y - 11}l11 20h-22z"/>`,
}
