/**
 * Writes the forms, and the vectors that are not there yet, with the fixed keys of `keys.json`. Run it
 * from anywhere with node; names (`grant`, `grant/good`) make these anew, `--anew` makes all.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { agreementReceiptVectors, grantVectors } from './make/agreements.ts'
import { bodyVectors, planVectors } from './make/bodies.ts'
import { checkpointVectors } from './make/checkpoints.ts'
import { cosignatureVectors, messageVectors } from './make/cosignatures.ts'
import { custodyVectors } from './make/custody.ts'
import { envelopeVectors } from './make/envelopes.ts'
import { eventVectors } from './make/events.ts'
import { evidenceVectors } from './make/evidence.ts'
import { foldVectors } from './make/folds.ts'
import { forms } from './make/forms.ts'
import { meetingVectors } from './make/meetings.ts'
import { network } from './make/network.ts'
import { policyVectors } from './make/policies.ts'
import { presentationVectors } from './make/records.ts'
import { directoryVectors, proofVectors, receiptVectors } from './make/signed.ts'
import { spellingVectors } from './make/spellings.ts'
import { consistencyVectors, inclusionVectors, leafVectors, rootVectors } from './make/trees.ts'
import { witnessDirectoryVectors } from './make/witnesses.ts'

const kinds = {
  envelope: await envelopeVectors(network),
  event: { ...eventVectors(network), ...spellingVectors(network) },
  grant: grantVectors(network),
  'agreement-receipt': agreementReceiptVectors(network),
  receipt: receiptVectors(network),
  directory: { ...(await directoryVectors(network)), ...witnessDirectoryVectors(network) },
  proof: proofVectors(network),
  fold: foldVectors(network),
  meeting: meetingVectors(),
  presentation: presentationVectors(network),
  custody: custodyVectors(network),
  body: bodyVectors(),
  plan: planVectors(),
  policy: policyVectors(),
  'log-leaf': leafVectors(),
  'log-root': rootVectors(),
  'log-inclusion': inclusionVectors(),
  'log-consistency': consistencyVectors(),
  'log-checkpoint': checkpointVectors(),
  cosignature: cosignatureVectors(network),
  'cosignature-message': messageVectors(network),
  evidence: await evidenceVectors(network),
}

const asked = new Set(process.argv.slice(2))
const isAsked = (name: string) => asked.has(name) || asked.has('--anew')

function write(path: string, value: object) {
  const file = new URL(path, import.meta.url)
  mkdirSync(new URL('./', file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`)
}

for (const [kind, vectors] of Object.entries<Record<string, object>>(kinds)) {
  for (const [name, vector] of Object.entries(vectors)) {
    const path = `./${kind}/${name}.json`
    const isThere = existsSync(new URL(path, import.meta.url))
    if (!isThere || isAsked(kind) || isAsked(`${kind}/${name}`)) write(path, vector)
  }
}
for (const [name, form] of Object.entries(forms)) {
  const path = `../forms/${name}.json`
  const file = new URL(path, import.meta.url)
  const isWritten =
    existsSync(file) && isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), form)
  if (!isWritten) write(path, form)
}
