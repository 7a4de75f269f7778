/**
 * Lines of at most `length` characters, broken between words; a word that is longer has a line of
 * its own. SVG does not wrap by itself.
 */
export function wrapWords(text: string, length: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= length) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  return lines
}
