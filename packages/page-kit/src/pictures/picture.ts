import { type Svg, svg } from './svg.ts'

/** The same facts for who cannot see the drawing; its first column names the row. */
interface TableTwin {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

/** A drawing and its twin. Every word in it came in, in the reader's language. */
export interface Picture {
  title: string
  drawing: Svg
  table: TableTwin
}

interface Canvas {
  title: string
  width: number
  height: number
  /** A class of its own, for its style. */
  name: string
}

/** The outer element: as wide as a phone at most, and read out as one image with its title. */
export const canvas = ({ title, width, height, name }: Canvas, content: readonly Svg[]): Svg =>
  svg`<svg xmlns="http://www.w3.org/2000/svg" class="cw-${name}" role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>`
