/** How deep an array or object may nest. */
const MAX_JSON_DEPTH = 32

/** Says which rule a text breaks; never holds any of the text. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault'
  readonly rule: 'syntax' | 'duplicate_key' | 'depth' | 'character'

  constructor(rule: JsonFault['rule'], options?: ErrorOptions) {
    super(rule, options)
    this.rule = rule
  }
}

/**
 * Parses JSON (RFC 8259) and refuses what `JSON.parse` lets pass and two readers could read
 * differently: a repeated key in one object (I-JSON, RFC 7493 section 2.3), half of a surrogate
 * pair (section 2.1), a NUL, and nesting beyond 32. Keys and depth are found by one flat scan of the
 * text, so that nothing recursive meets hostile depth. Throws `JsonFault`.
 */
export function parseStrictJson(text: string): unknown {
  // Only a text that escapes characters, or is broken itself, can hold such a character.
  const isSuspect = text.includes('\\u') || !text.isWellFormed()
  if (!isSuspect && isShallow(text)) {
    const value = parse(text)
    // Written again it is the same text: then no key was lost, and none stood twice.
    if (JSON.stringify(value) === text) return value
  }
  scan(text)
  const value = parse(text)
  if (isSuspect) refuseCharacters(value)
  return value
}

/** With so few brackets it cannot nest too deep, whatever the order they stand in. */
const isShallow = (text: string): boolean => opens(text, '[', opens(text, '{', MAX_JSON_DEPTH)) >= 0

/** How many of `allowed` are left after all places of a bracket; negative when they do not do. */
function opens(text: string, bracket: string, allowed: number): number {
  let left = allowed
  for (let at = text.indexOf(bracket); at >= 0 && left >= 0; at = text.indexOf(bracket, at + 1)) {
    left -= 1
  }
  return left
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new JsonFault('syntax', { cause: (cause as Error).name })
  }
}

/** Looks at all keys and strings; a reviver would take ten times as long for a text of numbers. */
function refuseCharacters(value: unknown): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\0')) throw new JsonFault('character')
  } else if (Array.isArray(value)) {
    for (const element of value) refuseCharacters(element)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      refuseCharacters(key)
      refuseCharacters(member)
    }
  }
}

function scan(text: string): void {
  /** For each open object the keys seen in it, for each open array `null`. */
  const open: (Set<string> | null)[] = []
  let position = 0
  while (position < text.length) {
    const character = text[position]
    if (character === '"') {
      const end = endOfString(text, position)
      const keys = open.at(-1)
      if (keys && isKey(text, end)) {
        const key = readKey(text.slice(position, end))
        if (keys.has(key)) throw new JsonFault('duplicate_key')
        keys.add(key)
      }
      position = end
      continue
    }
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null)
      if (open.length > MAX_JSON_DEPTH) throw new JsonFault('depth')
    }
    if (character === '}' || character === ']') open.pop()
    position += 1
  }
}

/** A string is a key when a colon follows; values in valid JSON are never followed by one. */
function isKey(text: string, end: number): boolean {
  let position = end
  while (/[ \t\n\r]/.test(text[position] ?? '')) position += 1
  return text[position] === ':'
}

/** Behind the next quote that is not escaped: one before which an even number of backslashes stands. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1)
  while (quote >= 0) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
    quote = text.indexOf('"', quote + 1)
  }
  throw new JsonFault('syntax')
}

/** Two spellings of one key (`"a"`, `"\u0061"`) are the same key. */
function readKey(literal: string): string {
  try {
    return JSON.parse(literal) as string
  } catch (cause) {
    throw new JsonFault('syntax', { cause: (cause as Error).name })
  }
}
