import { canvas, type Picture } from './picture.ts'
import { svg } from './svg.ts'

interface Ageing {
  name: string
  /** RFC 3339 moments. */
  started: string
  due: string
  /** What is left, in words. */
  left: string
}

interface AgeingBars {
  title: string
  /** Heads of the table's columns: which, what is left. */
  columns: readonly [string, string]
  items: readonly Ageing[]
  /** RFC 3339. */
  now: string
}

const WIDTH = 320
const ROW = 44

/** The share of the time that is gone, 0 to 1; all of it when there was none. */
function shareGone({ started, due }: Pick<Ageing, 'started' | 'due'>, now: string): number {
  const [from, to, at] = [started, due, now].map(
    (it) => Temporal.Instant.from(it).epochMilliseconds,
  )
  const [start = 0, end = 0, moment = 0] = [from, to, at]
  if (end <= start) return 1
  return Math.min(1, Math.max(0, (moment - start) / (end - start)))
}

const stateOf = (gone: number) => (gone >= 1 ? 'late' : gone >= 0.75 ? 'soon' : 'calm')

/** How much of each item's time is gone, against its own deadline. */
export function ageingBars({ title, columns, items, now }: AgeingBars): Picture {
  const rows = items.map((item, at) => {
    const gone = shareGone(item, now)
    const y = at * ROW
    return svg`<g class="${stateOf(gone)}"><text class="what" x="0" y="${y + 16}">${item.name}</text><text class="when" x="${WIDTH}" y="${y + 16}" text-anchor="end">${item.left}</text><rect class="whole" x="0.5" y="${y + 24}" width="${WIDTH - 1}" height="10" rx="5"/><rect class="gone" x="0.5" y="${y + 24}" width="${gone * (WIDTH - 1)}" height="10" rx="5"/></g>`
  })
  return {
    title,
    drawing: canvas({ title, width: WIDTH, height: items.length * ROW, name: 'ageing' }, rows),
    table: { columns, rows: items.map(({ name, left }) => [name, left]) },
  }
}
