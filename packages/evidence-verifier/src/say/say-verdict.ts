import type { EvidenceVerdict, WholeEvidence } from '@causeway/protocol/evidence'
import { sayBreak } from './say-break.ts'
import { sayLimits } from './say-limits.ts'
import { sayProven } from './say-proven.ts'
import { sayTimeline } from './say-timeline.ts'
import { bullet, sayNode, sentence, wrap } from './words.ts'

/** 0 whole, 1 broken, 2 when nobody has said under which root it is to be judged. */
export const exitOf = (verdict: EvidenceVerdict): 0 | 1 | 2 => {
  if (!verdict.holds) return 1
  return verdict.gaps.includes('root_unknown') ? 2 : 0
}

const titles = {
  0: 'WHOLE: everything in this file holds.',
  1: 'BROKEN: this file does not hold.',
  2: 'NOT PROVEN: nothing in this file contradicts itself, but nobody has said whose keys these are.',
}

/** A verdict for somebody who is no engineer. */
export function sayVerdict(verdict: EvidenceVerdict): string {
  const title = wrap(titles[exitOf(verdict)])
  if (!verdict.holds)
    return [title, ...sayBreak(verdict.broken).map((text) => wrap(text))].join('\n\n')
  const isRootKnown = !verdict.gaps.includes('root_unknown')
  return [
    title,
    wrap(sayAbout(verdict)),
    `WHAT HAPPENED, as it was signed\n\n${sayTimeline(verdict)}`,
    `${isRootKnown ? 'WHAT IS PROVEN' : 'WHAT IT WOULD PROVE UNDER THE RIGHT ROOT KEY'}\n\n${listOf(sayProven(verdict))}`,
    `WHAT IS NOT PROVEN\n\n${listOf(sayLimits(verdict))}`,
  ].join('\n\n')
}

const sayAbout = (all: WholeEvidence): string =>
  `Evidence of referral ${all.referral}, from ${sayNode(all, all.sender)} to ${sayNode(all, all.receiver)}, written by ${sayNode(all, all.sealed.by)}.`

const listOf = (texts: readonly string[]): string =>
  texts.map((text) => bullet(sentence(text))).join('\n')
