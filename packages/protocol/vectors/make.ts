/** Makes the vectors anew with the fixed keys of `keys.json`. Run it from anywhere with node. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { agreementReceiptVectors, grantVectors } from './make/agreements.ts'
import { envelopeVectors } from './make/envelopes.ts'
import { eventVectors } from './make/events.ts'
import { foldVectors } from './make/folds.ts'
import { meetingVectors } from './make/meetings.ts'
import { network } from './make/network.ts'
import { custodyVectors, presentationVectors } from './make/records.ts'
import { directoryVectors, proofVectors, receiptVectors } from './make/signed.ts'

const kinds = {
  envelope: await envelopeVectors(network),
  event: eventVectors(network),
  grant: grantVectors(network),
  'agreement-receipt': agreementReceiptVectors(network),
  receipt: receiptVectors(network),
  directory: await directoryVectors(network),
  proof: proofVectors(network),
  fold: foldVectors(network),
  meeting: meetingVectors(),
  presentation: presentationVectors(network),
  custody: custodyVectors(network),
}

for (const [kind, vectors] of Object.entries(kinds)) {
  const folder = new URL(`./${kind}/`, import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const [name, vector] of Object.entries(vectors)) {
    writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(vector, undefined, 2)}\n`)
  }
}
