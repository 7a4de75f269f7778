import { qrPath } from '@causeway/page-kit/pictures'
import { drawRows } from './draw-rows.ts'
import type { PaperBlock } from './paper-block.ts'
import { element, keepTogether, type Sheet, widthOf } from './sheet.ts'

type Of<As extends PaperBlock['as']> = Extract<PaperBlock, { as: As }>

/** Shares of the width, of the two columns of facts. */
const FACTS = [0.34, 0.66]

const drawings: { [As in PaperBlock['as']]: (sheet: Sheet, block: Of<As>) => void } = {
  title: drawText,
  heading: drawText,
  text: drawText,
  large: drawText,
  list: drawList,
  facts: (sheet, { rows }) =>
    drawRows(sheet, {
      size: sheet.points.text,
      widths: FACTS,
      rows: rows.map(({ name, value }) => [name, value]),
    }),
  table: (sheet, { columns, rows }) =>
    drawRows(sheet, {
      size: sheet.points.text - 1,
      widths: columns.map(() => 1 / columns.length),
      rows,
      columns,
    }),
  code: drawCode,
  line: drawLine,
}

/** Draws one block where the last one ended, and says in the structure what it is. */
export function drawBlock(sheet: Sheet, block: PaperBlock): void {
  sheet.document.x = sheet.document.page.margins.left
  drawings[block.as](sheet, block as never)
}

const tags = { title: 'H1', heading: 'H2', text: 'P', large: 'P' } as const

function drawText(
  { document, root, points }: Sheet,
  { as, text }: { as: keyof typeof tags; text: string },
): void {
  const isStrong = as !== 'text'
  if (as === 'heading') keepTogether(document, points.heading * 5)
  const draw = () => {
    document.font(isStrong ? 'bold' : 'regular').fontSize(points[as])
    document.text(text, { lineGap: points[as] * 0.15 })
  }
  root.add(element(document, tags[as], draw))
  document.moveDown(isStrong ? 0.3 : 0.5)
}

function drawList({ document, root, points }: Sheet, { items }: Of<'list'>): void {
  const list = document.struct('L')
  root.add(list)
  document.font('regular').fontSize(points.text)
  const indent = points.text * 1.4
  const width = widthOf(document) - indent
  for (const item of items) {
    keepTogether(document, document.heightOfString(item, { width }))
    const { y } = document
    const { left } = document.page.margins
    const label = () => {
      document.text('•', left, y, { width: indent })
    }
    const body = () => {
      document.text(item, left + indent, y, { width })
    }
    const parts = [element(document, 'Lbl', label), element(document, 'LBody', body)]
    list.add(element(document, 'LI', parts))
    document.y += points.text * 0.15
  }
  document.moveDown(0.5)
}

function drawCode({ document, root, points }: Sheet, { code, alt }: Of<'code'>): void {
  const { qr, text: size } = points
  keepTogether(document, qr + size * 2)
  const { path, width } = qrPath(code)
  const { x, y } = document
  const draw = () => {
    const scale = qr / width
    document.save().translate(x, y).scale(scale).path(path).fill('black').restore()
  }
  root.add(element(document, 'Figure', draw, { alt, bbox: [x, y, x + qr, y + qr] }))
  const write = () => {
    document
      .font('bold')
      .fontSize(size)
      .text(code, x, y + qr, { characterSpacing: 1 })
  }
  root.add(element(document, 'P', write))
}

/** The words are read, the line beneath them is only seen. */
function drawLine({ document, root, points }: Sheet, { text }: Of<'line'>): void {
  const size = points.text
  keepTogether(document, size * 4)
  const write = () => {
    document.font('regular').fontSize(size).text(text)
  }
  root.add(element(document, 'P', write))
  const { left } = document.page.margins
  const y = document.y + size * 1.6
  document.markContent('Artifact', { type: 'Layout' })
  document
    .moveTo(left, y)
    .lineTo(left + widthOf(document), y)
    .lineWidth(0.7)
    .stroke('black')
  document.endMarkedContent()
  document.y = y + size
}
