import type { MeetingLanguage } from '../life-cycle.ts'
import { dutch } from './dutch.ts'
import { english } from './english.ts'
import { german } from './german.ts'
import { romanian } from './romanian.ts'

const listOf = (text: string): readonly string[] => text.trim().split(/\s+/)

/**
 * Words that a worker says aloud in a noisy place so that she knows whom to trust: for each language
 * 256 nouns, of which the same index means the same thing. Eight stand in a line, and a line in one
 * file is that line in the others.
 *
 * A word is one that anybody can picture and say, that sounds like no other of its language, and that
 * would not be said at a station or airport anyway. It hurts nobody: nothing of bodies, beds, clothes,
 * families, faith, money, drink, weapons, police or borders, nothing that is slang for a person or
 * for sex, and nothing that people were exploited with or at. In Romanian that strikes out the fish,
 * in Dutch the window, in German the gift.
 *
 * Index and word are part of the protocol: a list may be added and none may be changed.
 */
export const meetingWords: Readonly<Record<MeetingLanguage, readonly string[]>> = {
  eng: listOf(english),
  ron: listOf(romanian),
  nld: listOf(dutch),
  deu: listOf(german),
}
