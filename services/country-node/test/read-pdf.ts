import { inflateSync } from 'node:zlib'

/** What a reader of a PDF gets to know. */
export interface ReadPdf {
  version: string
  /** All text, in the order in which it is drawn, a line for each piece. */
  text: string
  /** Structure elements by their tag, in the order of the file. */
  tags: string[]
  /** Signs that no font has. */
  missing: number
  /** All objects as they are written, streams left out. */
  objects: string
  /** Streams that hold neither pages nor fonts, as text. */
  files: string[]
  /** Text that is drawn outside of the structure, and is no artifact. */
  untagged: number
}

/** Reads what pdfkit writes: enough of ISO 32000-1 to hold a paper against what it should say. */
export function readPdf(pdf: Buffer): ReadPdf {
  const whole = pdf.toString('latin1')
  const objects = new Map<string, { head: string; stream?: string }>()
  for (const [, id = '', body = ''] of whole.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = '', raw] = body.split(/\nstream\r?\n/)
    const bytes = raw && Buffer.from(raw.replace(/\nendstream$/, ''), 'latin1')
    const isPacked = head.includes('/FlateDecode')
    const stream = bytes && (isPacked ? inflateSync(bytes) : bytes).toString('latin1')
    objects.set(id, stream === undefined ? { head } : { head, stream })
  }
  const fonts = new Map<string, string[]>()
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? ''
      fonts.set(name, readUnicode(objects.get(unicode)?.stream ?? ''))
    }
  }
  const read = { text: [] as string[], missing: 0, untagged: 0 }
  for (const { stream = '' } of objects.values()) {
    if (/ BDC$/m.test(stream)) readPage(stream, fonts, read)
  }
  const heads = [...objects.values()].map(({ head }) => head).join('\n')
  return {
    version: whole.slice(5, 8),
    text: read.text.join('\n'),
    tags: [...heads.matchAll(/\/S \/(\w+)\n/g)].map(([, tag = '']) => tag),
    missing: read.missing,
    untagged: read.untagged,
    objects: heads,
    files: [...objects.values()].flatMap(({ head, stream }) =>
      stream !== undefined && head.includes('/EmbeddedFile') ? [stream] : [],
    ),
  }
}

/** The text of each glyph of a font, by its number. */
const readUnicode = (map: string): string[] =>
  [...map.matchAll(/\[([^\]]*)\]/g)].flatMap(([, range = '']) =>
    [...range.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex = '']) =>
      Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
    ),
  )

function readPage(
  content: string,
  fonts: ReadonlyMap<string, string[]>,
  read: { text: string[]; missing: number; untagged: number },
): void {
  let font: string[] = []
  let marks = 0
  for (const line of content.split('\n')) {
    const name = /^\/(F\d+) \S+ Tf$/.exec(line)?.[1]
    if (name) font = fonts.get(name) ?? []
    if (/ B[DM]C$/.test(line)) marks += 1
    if (line === 'EMC') marks -= 1
    if (!line.endsWith(' TJ')) continue
    const glyphs = [...line.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = '']) =>
      (hex.match(/.{4}/g) ?? []).map((it) => Number.parseInt(it, 16)),
    )
    read.missing += glyphs.filter((glyph) => glyph === 0).length
    read.untagged += marks === 0 ? 1 : 0
    read.text.push(glyphs.map((glyph) => font[glyph] ?? '').join(''))
  }
}
