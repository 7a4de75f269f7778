import { MeetingLanguage, meetingWords } from '@causeway/schemas/codes'
import type { MeetingWords } from './derive.ts'

/**
 * The language in which her meeting words are said: of those that she speaks (ISO 639-2/T, in her
 * order) the first one that has a list, English when none has.
 */
export function meetingLanguageOf(spoken: readonly string[]): MeetingLanguage {
  const [first] = spoken.flatMap((code) => MeetingLanguage.safeParse(code).data ?? [])
  return first ?? 'eng'
}

/** The three words at these places of a list. Throws `RangeError` for a place that no list has. */
export function wordsIn(
  language: MeetingLanguage,
  [first, second, third]: MeetingWords['indices'],
): [string, string, string] {
  return [wordAt(language, first), wordAt(language, second), wordAt(language, third)]
}

function wordAt(language: MeetingLanguage, index: number): string {
  const word = meetingWords[language][index]
  if (word === undefined) throw new RangeError('a meeting word has an index from 0 to 255')
  return word
}
