import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/**
 * A mail server on loopback that takes every mail, or none while `isAway`; enough of RFC 5321 for
 * one client at a time.
 */
export async function startSmtpServer() {
  const state = { isAway: false, commands: [] as string[], mails: [] as string[] }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    talk(socket, state)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('not a TCP address')
  return {
    ...address,
    state,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function talk(socket: Socket, state: { isAway: boolean; commands: string[]; mails: string[] }) {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let unread = ''
  let isMail = false
  say(state.isAway ? '421 try later' : '220 mail.test')
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    unread += chunk
    for (;;) {
      const end = unread.indexOf(isMail ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const taken = unread.slice(0, end)
      unread = unread.slice(end + (isMail ? 5 : 2))
      if (isMail) {
        state.mails.push(taken)
        isMail = false
        say('250 taken')
        continue
      }
      state.commands.push(taken)
      isMail = /^DATA$/i.test(taken)
      say(isMail ? '354 go on' : /^QUIT$/i.test(taken) ? '221 bye' : '250 fine')
    }
  })
}
