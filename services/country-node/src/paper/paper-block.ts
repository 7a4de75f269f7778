/** What a paper consists of, in the order in which it is read. */
export type PaperBlock =
  | { as: 'title' | 'heading' | 'text' | 'large'; text: string }
  | { as: 'list'; items: readonly string[] }
  /** A table of two columns: what it is, and what it says. */
  | { as: 'facts'; rows: readonly Fact[] }
  /** A table with a row of headings. */
  | { as: 'table'; columns: readonly string[]; rows: readonly (readonly string[])[] }
  /** A QR code, with what it holds beneath. */
  | { as: 'code'; code: string; alt: string }
  /** A line to write on by hand. */
  | { as: 'line'; text: string }

interface Fact {
  name: string
  value: string
}

/** A paper in one language. */
export interface Paper {
  /** BCP 47. */
  lang: string
  /** Also what a reader's window and a list of files show: says nothing of what it is about. */
  title: string
  size: 'A4' | 'A6'
  blocks: readonly PaperBlock[]
  /** A file inside, for a program to read. */
  attached?: { name: string; text: string } | undefined
  at: Date
}
