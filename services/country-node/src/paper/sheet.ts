type Document = PDFKit.PDFDocument
export type Element = PDFKit.PDFStructureElement

/** Sizes in points, of the letters and of a code. */
export interface Points {
  title: number
  heading: number
  text: number
  large: number
  qr: number
}

const sizes: Record<'A4' | 'A6', Points> = {
  A4: { title: 22, heading: 14, text: 11, large: 20, qr: 130 },
  A6: { title: 12, heading: 10, text: 9, large: 15, qr: 84 },
}

/** What is tried for each paper, one after the other: a card should be one page, however much it says. */
export const scales = { A4: [1], A6: [1, 0.9, 0.8, 0.7] } as const

/** The sizes on a paper; a code is never made smaller than a camera can read. */
export function pointsOf(size: 'A4' | 'A6', scale: number): Points {
  const { qr, ...letters } = sizes[size]
  const scaled = Object.entries(letters).map(([name, points]) => [name, points * scale])
  return { ...(Object.fromEntries(scaled) as Omit<Points, 'qr'>), qr }
}

/** A document that is being drawn, from top to bottom, and the structure that says what it holds. */
export interface Sheet {
  document: Document
  root: Element
  points: Points
}

/** What the library takes and its types leave out. */
interface ElementOptions extends PDFKit.Mixins.StructureElementOptions {
  /** Of a heading in a table. */
  scope?: 'Column' | 'Row'
  /** Of a figure: left, top, right, bottom. */
  bbox?: readonly number[]
}

/** An element of the structure around what `draw` draws, or around other elements. */
export const element = (
  document: Document,
  tag: string,
  content: (() => void) | Element[],
  options: ElementOptions = {},
): Element => document.struct(tag, options as PDFKit.Mixins.StructureElementOptions, content)

/** Width of the text area. */
export const widthOf = ({ page }: Document): number =>
  page.width - page.margins.left - page.margins.right

/** Goes on on a new page when so many points are not left on this one. */
export function keepTogether(document: Document, height: number): void {
  const { page } = document
  if (document.y + height > page.height - page.margins.bottom) document.addPage()
}
