import { type Element, element, keepTogether, type Sheet, widthOf } from './sheet.ts'

interface Rows {
  /** Of the letters. */
  size: number
  /** Shares of the whole, one for each column. */
  widths: readonly number[]
  rows: readonly (readonly string[])[]
  /** A row of headings; without one the first cell of each row is its heading. */
  columns?: readonly string[]
}

interface Row {
  cells: readonly string[]
  /** `Column`: all are headings; `Row`: the first is; none without. */
  scope?: 'Column' | 'Row'
}

/** Draws a table, each row whole on one page, and says which cells are headings of what. */
export function drawRows({ document, root }: Sheet, { size, widths, rows, columns }: Rows): void {
  const table = document.struct('Table')
  root.add(table)
  const all: Row[] = columns
    ? [{ cells: columns, scope: 'Column' }, ...rows.map((cells) => ({ cells }))]
    : rows.map((cells) => ({ cells, scope: 'Row' }))
  for (const row of all) drawRow(document, table, { size, widths, row })
  document.x = document.page.margins.left
  document.fontSize(size).moveDown(0.6)
}

function drawRow(
  document: PDFKit.PDFDocument,
  table: Element,
  { size, widths, row: { cells, scope } }: { size: number; widths: readonly number[]; row: Row },
): void {
  const whole = widthOf(document)
  const isHead = (at: number) => scope === 'Column' || (scope === 'Row' && at === 0)
  const write = (at: number) => document.font(isHead(at) ? 'bold' : 'regular').fontSize(size)
  const width = (at: number) => whole * (widths[at] ?? 0) - size * 0.8
  const left = (at: number) =>
    document.page.margins.left + whole * widths.slice(0, at).reduce((sum, it) => sum + it, 0)

  const heights = cells.map((text, at) => write(at).heightOfString(text, { width: width(at) }))
  const height = Math.max(...heights)
  keepTogether(document, height)
  const top = document.y
  const drawn = cells.map((text, at) => {
    const draw = () => {
      write(at).text(text, left(at), top, { width: width(at) })
    }
    return isHead(at) && scope
      ? element(document, 'TH', draw, { scope })
      : element(document, 'TD', draw)
  })
  table.add(element(document, 'TR', drawn))
  document.y = top + height + size * 0.4
}
