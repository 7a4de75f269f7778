import { once } from 'node:events'
import { describeHubView, runDemo, startNetwork } from '@causeway/devnet'

const queueUrl = process.env.QUEUE_URL
const stopped = once(process, 'SIGINT').then(() => 'SIGINT')
const ended = once(process, 'SIGTERM').then(() => 'SIGTERM')

console.log('Causeway: starting a referral hub and the country nodes of gb, ro, nl and de ...')
const network = await startNetwork({
  nodes: ['gb', 'ro', 'nl', 'de'],
  ...(queueUrl ? { queueUrl } : {}),
})
try {
  console.log('\nA person returns from the United Kingdom to Romania. All people are synthetic.')
  const report = await runDemo(network, {
    corridor: 'gb:ro',
    onStep: async (name, told) => {
      console.log(`\n${name.replaceAll('_', ' ')}`)
      for (const line of told) console.log(`  ${line}`)
      console.log(`  The hub has seen: ${await describeHubView(network)}`)
    },
  })
  console.log(`
What was checked just now, with nothing but the network's public keys:
  ${report.receiptsVerified} of ${report.receiptsTotal} receipts verify
  ${report.inclusionProofsVerified} of ${report.envelopesSent} envelopes are proven to be in the hub's log
  ${report.hubPlaintextHits} of ${report.canaries} values of the person were found at the hub
  (the search first found ${report.plantedCanariesFound} of ${report.plantedCanaries} values hidden there on purpose)

Both sides stand at "${report.stateAtReceiver}", ${report.seconds} seconds after the first word.
`)
  if (!report.ok) throw new Error('The demonstration did not come out as it must')

  console.log(`The network stays up until Ctrl-C. Each node describes and serves its API:`)
  for (const node of Object.values(network.nodes)) {
    console.log(`\n  ${node.id}  ${node.url}/api/docs   signs in at ${node.issuer}`)
    for (const user of node.users) {
      console.log(`      ${user.sub.padEnd(30)} ${user.password}   ${user.role}`)
    }
  }
  console.log(`
  hub  ${network.hub.url}
  logs and keys in ${network.folder}

To call an API: npm run --silent token -- ISSUER USER PASSWORD, then send it as bearer token.`)
  await Promise.race([stopped, ended])
  console.log('Stopping ...')
} finally {
  await network.close()
}
