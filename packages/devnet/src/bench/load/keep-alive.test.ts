import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { keepAlive } from './keep-alive.ts'

/** A server at the other end of one connection. */
async function connected() {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const [connection, [socket]] = await Promise.all([
    keepAlive(new URL(`http://127.0.0.1:${port}`)),
    once(server, 'connection') as Promise<[Socket]>,
  ])
  return { connection, socket }
}

const request = Buffer.from('GET / HTTP/1.1\r\nhost: it\r\n\r\n')

test('answers come as they were given', async () => {
  const { connection, socket } = await connected()
  socket.once('data', () => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nyes'))
  expect(await connection.send(request)).toMatchObject({ status: 200, body: 'ye' })
})

test('nobody waits for an answer over a connection that was closed, before or after asking', async () => {
  const { connection, socket } = await connected()
  const asked = connection.send(request)
  socket.once('data', () => socket.destroy())
  await expect(asked).rejects.toThrow()
  await expect(connection.send(request)).rejects.toThrow()
})
