import { createServer } from 'node:http'

/** A service that answers on PORT, or ends at once where it is told to; ends with its starter. */
if (process.env.BEHAVIOUR === 'fails') {
  process.stdout.write('{"msg":"could not start"}\n')
  process.exit(3)
}
if (process.env.BEHAVIOUR === 'command') process.exit(0)
const server = createServer((_request, response) => response.end(String(process.pid)))
server.listen(Number(process.env.PORT), '127.0.0.1')
process.stdin.on('end', () => process.exit(0)).resume()
