import { parseArgs } from 'node:util'
import { runDemo, startNetwork } from '@causeway/devnet'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    corridor: { type: 'string', default: 'gb:ro' },
  },
})
const queueUrl = process.env.QUEUE_URL
const tell = (line: string) => {
  if (!values.json) console.log(line)
}

tell('Starting a hub and four country nodes ...')
const network = await startNetwork({
  nodes: ['gb', 'ro', 'nl', 'de'],
  ...(queueUrl ? { queueUrl } : {}),
})
try {
  const report = await runDemo(network, {
    corridor: values.corridor,
    onStep: (name, told) => tell(`\n${name}\n${told.map((line) => `  ${line}`).join('\n')}`),
  })
  if (values.json) console.log(JSON.stringify(report))
  else console.log(`\n${JSON.stringify(report, null, 2)}`)
  process.exitCode = report.ok ? 0 : 1
} finally {
  await network.close()
}
