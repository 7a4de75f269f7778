type Document = PDFKit.PDFDocument
export type Element = PDFKit.PDFStructureElement

/** Sizes in points, of the letters on each paper. */
export const sizes = {
  A4: { title: 22, heading: 14, text: 11, large: 20, qr: 130 },
  A6: { title: 12, heading: 10, text: 9, large: 15, qr: 84 },
} as const

/** A document that is being drawn, from top to bottom, and the structure that says what it holds. */
export interface Sheet {
  document: Document
  root: Element
  points: (typeof sizes)[keyof typeof sizes]
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
