import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { DevnetFault } from './reason.ts'

const FIRST = 20_000
const LAST = 29_999
const TRIES = 100

/** Ports this process was given: some are not listened on yet. */
const given = new Set<number>()

/**
 * A loopback port that nothing listens on, another one each time. It lies below the ranges from
 * which Linux, macOS and Windows hand out ports by themselves, so that nobody is given it before it
 * is used.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = randomInt(FIRST, LAST + 1)
    if (given.has(port)) continue
    given.add(port)
    if (await canListen(port)) return port
  }
  throw new DevnetFault('No free port was found')
}

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
