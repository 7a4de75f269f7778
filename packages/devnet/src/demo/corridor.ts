/** Who sends and who receives: `gb:ro`. */
export interface Corridor {
  from: string
  to: string
}

/** `undefined` for anything but two different countries of these. */
export function readCorridor(text: string, countries: readonly string[]): Corridor | undefined {
  const [from = '', to = '', ...more] = text.split(':')
  const areKnown = countries.includes(from) && countries.includes(to)
  return areKnown && from !== to && more.length === 0 ? { from, to } : undefined
}

/** The same, but throws `TypeError` for anything else. */
export function requireCorridor(text: string, countries: readonly string[]): Corridor {
  const corridor = readCorridor(text, countries)
  if (!corridor) throw new TypeError('A corridor is two countries, like gb:ro')
  return corridor
}
