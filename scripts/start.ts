import { join } from 'node:path'
import {
  type DemoReport,
  developmentCountries,
  keepRunning,
  type Network,
  runDemo,
  runNetwork,
  tellStep,
} from '@causeway/devnet'

const queueUrl = process.env.QUEUE_URL
const complain = (reason: string) => console.error(`\nIt did not come out: ${reason}`)

console.log('Causeway: starting a referral hub and the country nodes of gb, ro, nl and de ...')
const code = await runNetwork(
  {
    nodes: developmentCountries,
    ...(queueUrl ? { queueUrl } : {}),
    staysUp: true,
    onFailure: complain,
  },
  async (network, interrupted) => {
    console.log('\nA person returns from the United Kingdom to Romania. All people are synthetic.')
    const report = await runDemo(network, {
      corridor: 'gb:ro',
      onStep: (step) => console.log(tellStep(step)),
      onFailure: (reason) => {
        if (!interrupted.aborted) complain(reason)
      },
    })
    if (interrupted.aborted || !report.ok) return 1
    console.log(summaryOf(report))
    console.log(addressesOf(network))
    void keepRunning(network, (line) => console.log(line), interrupted)
    return 0
  },
)
process.exit(code)

function summaryOf(report: DemoReport): string {
  return `
What was checked just now, with nothing but the network's public keys:
  ${report.receiptsVerified} of ${report.receiptsTotal} receipts verify
  ${report.inclusionProofsVerified} of ${report.envelopesSent} envelopes are proven to be in the hub's log
  ${report.hubPlaintextHits} of ${report.canaries} values of the person were ever at the hub or in a queue
  (the same search found ${report.plantedCanariesFound} of ${report.plantedCanaries} values hidden there on purpose)

Both sides stand at "${report.stateAtReceiver}", ${report.seconds} seconds after the first word.`
}

function addressesOf({ nodes, hub, folder }: Network): string {
  const each = Object.values(nodes).flatMap(
    ({ id, url, windowUrl, issuer, users, integrators }) => [
      `\n  ${id}  ${url}   to sign in with a browser, with one of the users below`,
      `      its API: ${url}/api/docs   tokens for it: ${issuer}`,
      `      a survivor's own window: ${windowUrl}`,
      `      mail that staff would have got: ${url}/dev/mail`,
      `      ${'user'.padEnd(30)} password           second factor, role`,
      ...users.map(
        ({ sub, password, secondFactor, role }) =>
          `      ${sub.padEnd(30)} ${password}   ${secondFactor}   ${role}`,
      ),
      ...integrators.map(
        ({ clientId, secret }) => `      ${clientId.padEnd(30)} ${secret}   integrator`,
      ),
    ],
  )
  return `
The network stays up until Ctrl-C. Each node has pages for people and an API:
${each.join('\n')}

  hub  ${hub.url}
  logs and keys in ${folder}

To call an API: npm run --silent token -- ISSUER USER PASSWORD, then send it as bearer token.
To check proof of a handover, downloaded from its page or by API:
  npx causeway evidence verify FILE --root \\
    ${join(folder, 'keys/root.jwk.json')}`
}
