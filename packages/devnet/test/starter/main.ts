import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, startService } from '../../src/index.ts'

/** Starts the test service, says where it answers, and waits to be killed. */
const [folder = ''] = process.argv.slice(2)
const port = await freePort()
const url = `http://127.0.0.1:${port}`
await startService({
  name: 'test',
  entry: fileURLToPath(new URL('../service/main.ts', import.meta.url)),
  env: { PORT: String(port) },
  url,
  logFile: join(folder, 'test.log'),
})
process.stdout.write(`${url}\n`)
