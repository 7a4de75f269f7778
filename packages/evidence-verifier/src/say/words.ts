import type { WholeEvidence } from '@causeway/protocol/evidence'
import type { Seconds } from '@causeway/schemas/wire'

/** `2027-01-15 08:00:00 UTC`: the same for every reader. */
export const sayTime = (at: Seconds): string =>
  new Date(at * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC')

/** The time of day, where a reader knows the day. */
export const sayClock = (at: Seconds, day: Seconds): string => {
  const [whole, known] = [sayTime(at), sayTime(day)]
  return whole.slice(0, 10) === known.slice(0, 10) ? whole.slice(11, 19) : whole
}

/** `case_worker` as people write it. */
export const sayCode = (code: string): string => code.replaceAll('_', ' ')

/**
 * A name out of the directory, on one line and without what moves or hides other text on a screen: who
 * made up the directory must not write the verdict.
 */
export const sayName = (name: string): string =>
  name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')

/** `Romania`, where it is said elsewhere what is meant. */
export const placeOf = ({ names }: Pick<WholeEvidence, 'names'>, node: string): string =>
  sayName(names[node] ?? node)

export const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`

/** `Romania (ro)`, as the directory calls the node; the hub is the hub. */
export const sayNode = ({ names }: Pick<WholeEvidence, 'names'>, node: string): string =>
  node === 'hub' ? 'the hub' : names[node] ? `${sayName(names[node])} (${node})` : node

/** As the directory calls it, where it is of the node that speaks of it: an event can name any. */
export function sayOrganisation(
  { names, homes }: Pick<WholeEvidence, 'names' | 'homes'>,
  org: string,
  node: string,
): string {
  const name = names[org]
  if (name === undefined) return 'an organisation that the directory does not name any more'
  return homes[org] === node
    ? sayName(name)
    : `an organisation of another node ("${sayName(name)}")`
}

/** `one event`, `3 events`. */
export const count = (number: number, one: string, more = `${one}s`): string =>
  number === 1 ? `one ${one}` : `${number} ${more}`

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const WIDTH = 96

/** Breaks at spaces; every line begins with `indent`, the first with `first`. */
export function wrap(text: string, indent = '', first = indent): string {
  const lines: string[] = []
  let line = first
  for (const word of text.split(' ')) {
    const isFull = line.length + word.length + 1 > WIDTH && line.trim() !== ''
    if (isFull) lines.push(line)
    line = isFull ? indent + word : line + (line === first || line === indent ? '' : ' ') + word
  }
  return [...lines, line].join('\n')
}

export const bullet = (text: string): string => wrap(text, '   ', ' - ')
