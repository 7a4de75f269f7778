/** A code as people read it: `age_band` is "age band"; the age band itself "from 27 to 29". */
export const inWords = (code: unknown): string =>
  Array.isArray(code) ? code.map(inWords).join(' and ') : String(code).replaceAll('_', ' ')

/** Codes and what they say, in one line: "age band from 27 to 29, gender feminine". */
export const listInWords = (values: object): string =>
  Object.entries(values)
    .map(([code, value]) => `${inWords(code)} ${inWords(value)}`)
    .join(', ')

export const WIDTH = 100

/**
 * Breaks a text between words so that no line, with its margin, is longer than 100 columns; the
 * lines after the first stand two further in. A single word that is too long stays whole.
 */
export function wrap(text: string, margin: string): string[] {
  const lines: string[] = []
  let line = margin
  for (const word of text.split(' ')) {
    const isFirst = line.trim() === ''
    if (!isFirst && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = `${margin}  ${word}`
    } else line = isFirst ? line + word : `${line} ${word}`
  }
  return [...lines, line]
}
