import type { FastifyReply } from 'fastify'

/** Milliseconds between two signs of life: proxies end what is silent for longer. */
const HEARTBEAT = 20_000

export interface LiveStream {
  /** Says that something has changed, and nothing else. */
  say(): void
  end(): void
}

/**
 * Answers with server-sent events (HTML Standard, section 9.2) until one side ends it. A browser that
 * does not take them is cut off and comes back: nothing is queued for it, since one word says all.
 */
export function openStream(reply: FastifyReply, onClose: () => void): LiveStream {
  const { raw } = reply
  reply.hijack()
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    /** To nginx and those that follow it: nothing is held back. */
    'x-accel-buffering': 'no',
  })
  const write = (text: string) => {
    if (raw.writableEnded || raw.destroyed) return
    if (raw.writableNeedDrain) raw.destroy()
    else raw.write(text)
  }
  write('retry: 3000\n\n')
  const beating = setInterval(() => write(':\n\n'), HEARTBEAT)
  raw.on('close', () => {
    clearInterval(beating)
    onClose()
  })
  return { say: () => write('data: changed\n\n'), end: () => raw.end() }
}
