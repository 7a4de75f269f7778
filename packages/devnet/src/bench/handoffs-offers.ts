import { randomUUID } from 'node:crypto'
import type { NetworkNode } from '../start-network.ts'
import { type Connection, keepAlive } from './load/keep-alive.ts'

/** Sends offers of drafts, as one worker over one connection. */
export interface Sender {
  /** Answered after commit. Throws when it was refused. */
  offer(draft: string): Promise<void>
  close(): void
}

/** A case worker of a node, signed in by its country's provider, with so many connections. */
export async function openSenders(node: NetworkNode, count: number): Promise<Sender[]> {
  const token = await (await node.signIn('ngo-case-worker')).accessToken()
  const url = new URL(node.url)
  const connections = await Promise.all(Array.from({ length: count }, () => keepAlive(url)))
  return connections.map((connection) => senderOver(connection, url, token))
}

const senderOver = (connection: Connection, { host }: URL, token: string): Sender => ({
  async offer(draft) {
    const request =
      `POST /api/v1/referrals/${draft}/offer HTTP/1.1\r\nhost: ${host}\r\n` +
      `authorization: Bearer ${token}\r\nidempotency-key: ${randomUUID()}\r\ncontent-length: 0\r\n\r\n`
    const { status } = await connection.send(Buffer.from(request))
    if (status !== 200) throw new TypeError(`An offer was answered ${status}`)
  },
  close: () => connection.close(),
})
