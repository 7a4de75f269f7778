import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Network } from '../../start-network.ts'

/** Whose envelopes, to whom, and the files of the keys that sign them and the requests. */
export interface Sender {
  from: string
  to: string
  signingKey: string
  transportKey: string
}

/** What is to be sent: over so many connections, so many envelopes a call. */
export interface Order {
  envelopes: number
  perCall: number
  connections: number
}

export interface SubmitLoad {
  /** Envelopes a second for which there was a receipt. Throws when one of them was refused. */
  send(order: Order): Promise<number>
  close(): void
}

const entry = fileURLToPath(new URL('./submitter.ts', import.meta.url))

/** Sends from a node that need not run, in a process of its own, so that the hub shares no thread. */
export function openSubmitLoad(
  { files, hub }: Network,
  from: string,
  to: string,
  url = hub.url,
): SubmitLoad {
  const keys = files.nodes[from]
  if (!keys) throw new TypeError(`No such node: ${from}`)
  const sender: Sender = { from, to, signingKey: keys.signingKey, transportKey: keys.transportKey }
  const child = fork(entry, [JSON.stringify(sender), url], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return {
    send: (order) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new TypeError('The generator of the load has failed'))
        child.once('exit', fail)
        child.once('message', (rate: number) => {
          child.off('exit', fail)
          resolve(rate)
        })
        child.send(order)
      }),
    close: () => child.disconnect(),
  }
}
