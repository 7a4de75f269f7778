import {
  compressedTime,
  developmentCountries,
  readDemoOptions,
  runDemo,
  runNetwork,
  tellStep,
} from '@causeway/devnet'

const options = readDemoOptions(process.argv.slice(2))
if ('usage' in options) {
  console.error(options.usage)
  process.exit(2)
}
const { json, corridor, story } = options
const queueUrl = process.env.QUEUE_URL
const complain = (reason: string) => console.error(`It did not come out: ${reason}`)

if (!json) console.log('Starting a hub and four country nodes ...')
const code = await runNetwork(
  {
    nodes: developmentCountries,
    env: compressedTime,
    ...(queueUrl ? { queueUrl } : {}),
    onFailure: complain,
  },
  async (network, interrupted) => {
    const report = await runDemo(network, {
      corridor,
      story,
      ...(json ? {} : { onStep: (step) => console.log(tellStep(step)) }),
      onFailure: (reason) => {
        if (!interrupted.aborted) complain(reason)
      },
    })
    if (interrupted.aborted) return 1
    console.log(json ? JSON.stringify(report) : `\n${JSON.stringify(report, null, 2)}`)
    return report.ok ? 0 : 1
  },
)
process.exit(code)
