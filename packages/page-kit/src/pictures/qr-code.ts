import { encode } from 'uqr'
import { canvas } from './picture.ts'
import { type Svg, svg } from './svg.ts'

/** Modules of white that a reader needs around the code (ISO/IEC 18004). */
const QUIET = 4

/**
 * A QR code for paper, error correction M. `data` is an opaque code or an address with one; what is
 * beside it in print says the same, so it needs no twin.
 */
export function qrCode(data: string, title: string): Svg {
  const { data: rows, size } = encode(data, { ecc: 'M', border: 0 })
  const width = size + 2 * QUIET
  const modules = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [svg`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  )
  return canvas({ title, width, height: width, name: 'qr' }, [
    svg`<path class="paper" d="M0 0h${width}v${width}h-${width}z"/><path class="dark" d="${modules}"/>`,
  ])
}
