import { readBenchOptions, runBench, tellFigure } from '@causeway/devnet/bench'

const options = readBenchOptions(process.argv.slice(2))
if ('usage' in options) {
  console.error(options.usage)
  process.exit(2)
}
const { json } = options
const report = await runBench(options, (figure) => {
  if (!json) console.log(tellFigure(figure))
})
if (json) console.log(JSON.stringify(report))
if (!report.ok) process.exitCode = 1
