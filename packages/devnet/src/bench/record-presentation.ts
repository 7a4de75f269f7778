import { verifyHeld, verifyPresentation } from '@causeway/protocol/record'
import { verifyJws } from '@causeway/protocol/suite'
import { compactVerify } from 'jose'
import type { Figure } from './figure.ts'
import { compare } from './measure.ts'
import { signingNetwork } from './signing-network.ts'
import { parties, presentSynthetic, signatureCheck, signPlainly } from './synthetic-presentation.ts'

const GOAL = 1.6
const DISCLOSURES = 30

/**
 * P10: what choosing item by item costs a receiver. A record with thirty disclosures, verified with
 * every check of RFC 9901 and of ours and read into items, against an ES256 JWS that is as long and
 * says the same under one signature, read as strictly and not held against any schema.
 */
export async function recordPresentation(): Promise<Figure> {
  const when = new Date()
  const now = Math.floor(when.getTime() / 1000)
  const { directory, keyOf } = await signingNetwork(when)
  const publicKey = directory.findKey('sign', keyOf.gb.kid, now)?.publicKey
  const { text, jwt, texts } = presentSynthetic(keyOf.gb, now)
  if (!publicKey || texts.length !== DISCLOSURES) throw new TypeError('thirty are presented')
  const plain = signPlainly(texts, text.lastIndexOf('~') + 1, keyOf.gb)

  const record = () => verifyHeld(jwt, texts, directory, now)
  const presentation = () => verifyPresentation(text, parties, directory, now)
  const bare = () => compactVerify(plain, publicKey, { algorithms: ['ES256'] })
  const strict = () => verifyJws('cw-event+jws', plain, () => ({ publicKey }))
  const signature = signatureCheck(plain, { key: publicKey, dsaEncoding: 'ieee-p1363' })
  if (!signature()) throw new TypeError('what was signed verifies')

  const measured = await compare(record, strict)
  const line = async (what: string, subject: () => unknown, yardstick: () => unknown) => {
    const held = await compare(subject, yardstick)
    return { what, ratio: held.ratio, measured: held }
  }
  return {
    id: 'P10',
    what: `record with ${DISCLOSURES} disclosures verified and read into items`,
    ratio: measured.ratio,
    goal: { atMost: GOAL },
    ok: measured.ratio <= GOAL && measured.isSteady,
    denominator: `ES256 verify of a plain JWS of ${plain.length} characters that says the same`,
    measured,
    lines: [
      await line('with the key-binding JWT, a second signature', presentation, strict),
      await line('against the same JWS verified by jose, its JSON not read', record, bare),
      await line('against the ECDSA signature alone (node:crypto)', record, signature),
    ],
  }
}
