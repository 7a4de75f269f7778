import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** One connection over which ready-made requests go, the next when the last one was answered. */
export interface Connection {
  /** The answer: its status, and its body as text. Throws once the connection was closed. */
  send(request: Buffer): Promise<{ status: number; body: string }>
  close(): void
}

const END_OF_HEAD = '\r\n\r\n'

/**
 * As little of an HTTP client as will do: what the generator of a load costs is taken from what it
 * measures. Answers need a content-length, which the services give.
 */
export async function keepAlive(url: URL): Promise<Connection> {
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
  await once(socket, 'connect')
  const answers = answersOf(socket)
  return {
    send(request) {
      socket.write(request)
      return answers()
    },
    close: () => socket.destroy(),
  }
}

function answersOf(socket: Socket): () => Promise<{ status: number; body: string }> {
  let held: Buffer = Buffer.alloc(0)
  let resolve: ((answer: { status: number; body: string }) => void) | undefined
  let reject: ((error: Error) => void) | undefined
  let ended: Error | undefined
  const end = (error: Error) => {
    ended ??= error
    reject?.(ended)
  }
  socket.on('data', (bytes: Buffer) => {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    const answer = readAnswer(held)
    if (!answer) return
    held = held.subarray(answer.length)
    resolve?.(answer)
  })
  socket.on('error', end)
  socket.on('close', () => end(new TypeError('The connection was closed')))
  return () =>
    new Promise((onAnswer, onError) => {
      if (ended) throw ended
      resolve = onAnswer
      reject = onError
    })
}

function readAnswer(held: Buffer) {
  const head = held.indexOf(END_OF_HEAD)
  if (head < 0) return undefined
  const text = held.toString('latin1', 0, head)
  const contentLength = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1])
  if (!Number.isSafeInteger(contentLength)) throw new TypeError('An answer without its length')
  const start = head + END_OF_HEAD.length
  const length = start + contentLength
  if (held.length < length) return undefined
  return { status: Number(text.slice(9, 12)), body: held.toString('utf8', start, length), length }
}
