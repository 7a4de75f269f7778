import { MeetingLanguage } from '@causeway/schemas/codes'
import { type MeetingWords, meetingWordsOf, wordsIn } from '../../src/meeting/index.ts'
import { encodeBase64url } from '../../src/suite/index.ts'
import { idOf } from '../../test/network.ts'

const referral = idOf('referral')

/** What is said at a meeting, from the secret of its plan. No network is needed to check them. */
export function meetingVectors() {
  const vector = (comment: string, secret: string, of = referral) => {
    const words = meetingWordsOf(secret, of)
    const spoken = MeetingLanguage.options.map((it) => [it, wordsIn(it, words.indices)])
    return {
      comment,
      expect: 'ok',
      secret,
      referral: of,
      ...words,
      words: Object.fromEntries(spoken),
    }
  }
  const refused = (comment: string, secret: string) => ({
    comment,
    expect: 'format',
    secret,
    referral,
  })
  const good = idOf('secret')
  return {
    good: vector('Three words in each language, and a PIN.', good),
    'another-referral': vector('The same secret for another referral.', good, idOf('another')),
    'word-twice': vector(
      'A word may come twice.',
      secretWith(({ indices }) => new Set(indices).size < 3),
    ),
    'pin-with-zeros': vector(
      'A PIN keeps its leading zeros.',
      secretWith(({ pin }) => pin.startsWith('00')),
    ),
    'first-and-last': vector(
      'A list begins at 0 and ends at 255.',
      secretWith(({ indices }) => indices.includes(0) && indices.includes(255)),
    ),
    'short-secret': refused('15 bytes.', good.slice(0, 20)),
    'long-secret': refused('17 bytes.', encodeBase64url(Buffer.alloc(17, 1))),
    'padded-secret': refused('Padding.', `${good}==`),
    'stray-bits': refused(
      'Bits in the last character that no byte needs.',
      `${good.slice(0, 21)}B`,
    ),
  }
}

/** The first of a fixed row of secrets from which such words come. */
function secretWith(isSuch: (words: MeetingWords) => boolean): string {
  for (let n = 1; ; n += 1) {
    const secret = idOf(`secret ${n}`)
    if (isSuch(meetingWordsOf(secret, referral))) return secret
  }
}
