import { fileURLToPath } from 'node:url'
import type PDFDocument from 'pdfkit'
import { drawBlock } from './draw-block.ts'
import type { Paper } from './paper-block.ts'
import { pointsOf, scales } from './sheet.ts'

const fonts = {
  regular: fileURLToPath(
    import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  ),
  bold: fileURLToPath(
    import.meta.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  ),
}

/** Points. */
const margins = { A4: 56, A6: 22 } as const

/** As `@types/pdfkit` has it, without the one subset that we need. */
type Options = ConstructorParameters<typeof PDFDocument>[0]
const accessible = { subset: 'PDF/UA', pdfVersion: '1.7', tagged: true } as unknown as Options

/**
 * A paper as PDF 1.7 tagged for PDF/UA-1 (ISO 14289-1): language, title, structure in reading order,
 * every letter in an embedded font. The same paper is the same bytes, and they name no program. It
 * is made in memory. A card is one page, with smaller letters where it says much. The library is
 * loaded with the first paper: it is larger than most of the node, and many a day nobody prints.
 */
export async function writePdf(paper: Paper): Promise<Buffer> {
  let drawn = { pdf: Buffer.alloc(0), pages: 0 }
  for (const scale of scales[paper.size]) {
    drawn = await draw(paper, scale)
    if (drawn.pages === 1) break
  }
  return drawn.pdf
}

async function draw({ lang, title, size, blocks, attached, at }: Paper, scale: number) {
  const { default: Document } = await import('pdfkit')
  const document = new Document({
    ...accessible,
    size,
    margin: margins[size],
    lang,
    displayTitle: true,
    font: fonts.regular,
    info: { Title: title, Producer: ' ', Creator: ' ', CreationDate: at, ModDate: at },
  })
  let pages = 1
  document.on('pageAdded', () => {
    pages += 1
  })
  document.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold)
  const whole = Array.fromAsync(document as AsyncIterable<Buffer>)

  const root = document.struct('Document', { title, lang })
  document.addStructure(root)
  const sheet = { document, root, points: pointsOf(size, scale) }
  for (const block of blocks) drawBlock(sheet, block)
  root.end()
  if (attached) {
    const { name, text } = attached
    document.file(Buffer.from(text), { name, creationDate: at, modifiedDate: at })
  }
  document.end()
  return { pdf: Buffer.concat(await whole), pages }
}
