import { readFile } from 'node:fs/promises'
import { importSigningKey } from '@causeway/protocol/suite'
import { type Connection, keepAlive } from './keep-alive.ts'
import { provenRequest } from './request.ts'
import { sealedMail } from './sealed-mail.ts'
import type { Order, Sender } from './submit-load.ts'

/*
 * A process of its own that sends envelopes to a hub as fast as it takes them. Everything is signed
 * before the clock starts.
 */

const RECEIPT = '"receipt":'

const [sender, url] = [JSON.parse(process.argv[2] ?? '') as Sender, new URL(process.argv[3] ?? '')]
const keyIn = async (file: string) => importSigningKey(JSON.parse(await readFile(file, 'utf8')))
const keys = { sign: await keyIn(sender.signingKey), transport: await keyIn(sender.transportKey) }
const address = new URL('/v1/envelopes', url)
let lastSeq = 0

function presign({ envelopes, perCall }: Order): Buffer[] {
  return Array.from({ length: Math.ceil(envelopes / perCall) }, () => {
    const entries = Array.from({ length: perCall }, () => {
      lastSeq += 1
      return sealedMail(sender.from, sender.to, lastSeq, keys.sign)
    })
    return provenRequest(address, keys.transport, JSON.stringify({ envelopes: entries }))
  })
}

async function sendAll(order: Order): Promise<number> {
  const requests = presign(order)
  const connections = await Promise.all(
    Array.from({ length: order.connections }, () => keepAlive(url)),
  )
  let next = 0
  const sendOn = async (connection: Connection) => {
    for (let request = requests[next]; request; request = requests[next]) {
      next += 1
      const { status, body } = await connection.send(request)
      const receipts = body.split(RECEIPT).length - 1
      if (receipts !== order.perCall) throw new TypeError(`A hub that answers ${status}: ${body}`)
    }
  }
  const start = performance.now()
  await Promise.all(connections.map(sendOn))
  const seconds = (performance.now() - start) / 1000
  for (const connection of connections) connection.close()
  return (requests.length * order.perCall) / seconds
}

process.on('message', (order: Order) => {
  sendAll(order).then((rate) => process.send?.(rate))
})
process.on('disconnect', () => process.exit())
