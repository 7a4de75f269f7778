/**
 * Every spelling in which a value may hide in text: as it is, JSON-escaped (also JSON in JSON), as a
 * part of an address and of a form, in hex, in base64 and base64url. Of base64 there are three, by where the value begins in the encoded
 * bytes; each is cut to the characters that depend on the value alone.
 */
export function needlesFor(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8')
  const inner = escapeJson(value)
  const ascii = inner.replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const hex = bytes.toString('hex')
  const encoded = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const start = Math.ceil((offset * 8) / 6)
    const end = Math.floor(((offset + bytes.length) * 8) / 6)
    const stable = text.slice(start, end)
    return [stable, stable.replaceAll('+', '-').replaceAll('/', '_')]
  })
  const sent = [
    encodeURIComponent(value.toWellFormed()),
    new URLSearchParams([['', value]]).toString().slice(1),
  ]
  const plain = [value, inner, escapeJson(inner), ascii, ...sent]
  return [...new Set([...plain, hex, hex.toUpperCase(), ...encoded])]
}

const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1)
