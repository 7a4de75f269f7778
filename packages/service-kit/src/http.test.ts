import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { anHttpServer } from '../test/http-test.ts'

const json = { 'content-type': 'application/json' }
const aPerson = (changes: object = {}) => ({ name: 'Ana', ...changes })

describe('a request that matches', () => {
  test('is answered by the schema of the route', async () => {
    const { app } = anHttpServer()
    const reply = await app.inject({
      method: 'POST',
      url: '/people/17?dry=true',
      payload: aPerson(),
    })

    expect(reply.json()).toEqual({ id: '17', dry: true })
    expect(reply.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
  })

  test('keeps the bytes of its body for a digest', async () => {
    const { app } = anHttpServer()
    const payload = '{ "b":1,\n"a":2 }'
    const reply = await app.inject({ method: 'POST', url: '/digest', headers: json, payload })

    expect(reply.json().digest).toBe(createHash('sha256').update(payload).digest('hex'))
  })
})

describe('a request that does not match', () => {
  test.each([
    ['a missing member', aPerson({ name: undefined }), { pointer: '/name', rule: 'required' }],
    ['a wrong type', aPerson({ name: 7 }), { pointer: '/name', rule: 'invalid_type' }],
    ['too long a value', aPerson({ name: 'x'.repeat(21) }), { pointer: '/name', rule: 'too_big' }],
    [
      'a member nobody asked for',
      aPerson({ Canary: 1 }),
      { pointer: '', rule: 'unrecognized_keys' },
    ],
    [
      'one further in',
      aPerson({ address: { city: 'C', Canary: 1 } }),
      { pointer: '/address', rule: 'unrecognized_keys' },
    ],
    [
      'a value under a key the caller chose',
      aPerson({ notes: { Canary: 1 } }),
      { pointer: '/notes/*', rule: 'invalid_type' },
    ],
  ])('%s: says where and which rule, not what', async (_what, payload, fault) => {
    const { app, lines } = anHttpServer()
    const reply = await app.inject({ method: 'POST', url: '/people/17', payload })

    expect(reply.statusCode).toBe(400)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toEqual({
      type: 'urn:causeway:problem:request-malformed',
      status: 400,
      title: 'The request does not have the form this call asks for',
      errors: [{ in: 'body', ...fault }],
    })
    expect(reply.body + lines.join()).not.toContain('Canary')
  })

  test('names the part: path and query', async () => {
    const { app, lines } = anHttpServer()
    const send = (url: string) => app.inject({ method: 'POST', url, payload: aPerson() })

    expect((await send('/people/Canary-too-long')).json().errors).toEqual([
      { pointer: '/id', in: 'path', rule: 'too_big' },
    ])
    expect((await send('/people/1?Canary=1')).json().errors).toEqual([
      { pointer: '', in: 'query', rule: 'unrecognized_keys' },
    ])
    expect(lines.join()).not.toContain('Canary')
  })

  test.each([
    ['a repeated key', '{"name":"a","name":"Canary"}', 'duplicate_key'],
    ['deep nesting', `${'['.repeat(40)}${']'.repeat(40)}`, 'depth'],
    ['bad syntax', '{"name":Canary}', 'syntax'],
    ['nothing', '', 'syntax'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'encoding'],
    ['a byte order mark', '\uFEFF{"name":"a"}', 'syntax'],
  ])('refuses JSON with %s', async (_what, payload, rule) => {
    const { app } = anHttpServer()
    const headers = { ...json, 'content-length': String(Buffer.byteLength(payload)) }
    const reply = await app.inject({ method: 'POST', url: '/people/17', headers, payload })

    expect(reply.json()).toMatchObject({ status: 400, errors: [{ pointer: '', in: 'body', rule }] })
    expect(reply.body).not.toContain('Canary')
  })

  test.each([
    ['an unknown address', 'GET', '/Canary', {}, '', 404, 'not-found'],
    ['a method the address does not take', 'PUT', '/lie', {}, '', 404, 'not-found'],
    ['an address that cannot be decoded', 'GET', '/%zz', {}, '', 400, 'request-malformed'],
    [
      'another media type',
      'POST',
      '/digest',
      { 'content-type': 'text/plain' },
      'a',
      415,
      'media-type',
    ],
    ['too large a body', 'POST', '/digest', json, '"x"'.padEnd(262_145), 413, 'body-too-large'],
  ] as const)('%s is a problem', async (_what, method, url, headers, payload, status, code) => {
    const { app, lines } = anHttpServer()
    const reply = await app.inject({ method, url, headers, payload })

    expect(reply.statusCode).toBe(status)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json().type).toBe(`urn:causeway:problem:${code}`)
    expect(reply.body + lines.join()).not.toContain('Canary')
  })
})

describe('a fault of our own', () => {
  test.each([
    ['/break', 500, 'internal'],
    ['/lie', 500, 'internal'],
    ['/restart', 503, 'busy'],
    ['/refuse', 409, 'route-closed'],
  ])('%s says its code and nothing else', async (url, status, code) => {
    const { app, lines } = anHttpServer()
    const reply = await app.inject({ url })

    expect(reply.statusCode).toBe(status)
    expect(reply.json().type).toBe(`urn:causeway:problem:${code}`)
    expect(Object.keys(reply.json())).toEqual(['type', 'status', 'title'])
    expect(reply.body + lines.join()).not.toContain('Canary')
    expect(reply.headers['retry-after']).toBe(status === 503 ? '1' : undefined)
  })
})

test('a log line holds the pattern of the route, not the address', async () => {
  const { app, logged } = anHttpServer()
  const request = { method: 'POST', url: '/people/Canary?dry=1', payload: aPerson() } as const
  await app.inject({ ...request, headers: { 'x-name': 'Canary' } })

  const line = logged().find(({ msg }) => msg === 'request')
  expect(line).toMatchObject({ method: 'POST', route: '/people/:id', status: 200 })
  expect(line.request).toMatch(/^[0-9a-f-]{36}$/)
  expect(line.ms).toBeTypeOf('number')
  expect(JSON.stringify(logged())).not.toContain('Canary')
})

describe('over a socket', () => {
  test.each([
    ['bytes that are not HTTP', 'Canary\r\n\r\n', 400],
    ['headers beyond 8 KiB', `GET / HTTP/1.1\r\nx: ${'Canary'.repeat(2_000)}\r\n\r\n`, 413],
    [
      'a body that never comes whole',
      'POST /digest HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n',
      400,
    ],
  ])('%s are answered with a problem and the end', async (_what, bytes, status) => {
    const answer = await answerTo(bytes)

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*application/problem\\+json`, 's'))
    expect(answer).not.toContain('Canary')
  })

  // A browser connects before it needs to, and would take for the answer to its first request what
  // was said on that socket while the person was still typing her password.
  test('nothing is said where nothing was asked, at the end neither', async () => {
    expect(await answerTo('')).toBe('')
  })
})

/** All that a server says to these bytes until it ends the connection. */
async function answerTo(bytes: string) {
  const { app } = anHttpServer()
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new TypeError('not listening')

  const socket = connect(address.port, '127.0.0.1').setEncoding('utf8')
  let answer = ''
  socket.on('data', (text) => {
    answer += text
  })
  socket.write(bytes)
  await once(socket, 'close')
  return answer
}
