import { encode } from 'uqr'
import { canvas } from './picture.ts'
import { type Svg, svg } from './svg.ts'

/** Modules of white that a reader needs around the code (ISO/IEC 18004). */
const QUIET = 4

/**
 * The dark modules of a QR code, error correction M, as the path of a drawing so many units wide; the
 * white around it is in that width.
 */
export function qrPath(data: string): { path: string; width: number } {
  const { data: rows, size } = encode(data, { ecc: 'M', border: 0 })
  const modules = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  )
  return { path: modules.join(''), width: size + 2 * QUIET }
}

/**
 * A QR code for paper. `data` is an opaque code or an address with one; what is beside it in print
 * says the same, so it needs no twin.
 */
export function qrCode(data: string, title: string): Svg {
  const { path, width } = qrPath(data)
  return canvas({ title, width, height: width, name: 'qr' }, [
    svg`<path class="paper" d="M0 0h${width}v${width}h-${width}z"/><path class="dark" d="${path}"/>`,
  ])
}
