import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { signRequestProof } from '@causeway/protocol/suite'
import { describe, expect } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { NOW, ORIGIN, type TestNetwork } from '../../test/network.ts'

const body = JSON.stringify({ ids: ['AAAAAAAAAAAAAAAAAAAAAA'] })
const request = { method: 'POST', url: `${ORIGIN}/v1/mailbox/ack`, body }

type Nodes = TestNetwork['nodes']
type Authorization = (nodes: Nodes) => string | undefined

const proof = (changes: object, at = NOW): Authorization => {
  return ({ gb }) => `CW-Proof ${signRequestProof({ ...request, ...changes }, gb.transport, at)}`
}

const refused: [name: string, make: Authorization][] = [
  ['no proof', () => undefined],
  ['an empty proof', () => 'CW-Proof '],
  ['another scheme', (nodes) => proof({})(nodes)?.replace('CW-Proof', 'Bearer')],
  ['a proof of another body', proof({ body: '{}' })],
  ['a proof of another address', proof({ url: `${ORIGIN}/v1/mailbox` })],
  ['a proof of the address with a query', proof({ url: `${request.url}?x=1` })],
  ['a proof for another hub', proof({ url: 'http://other.test/v1/mailbox/ack' })],
  ['a proof of another method', proof({ method: 'GET' })],
  ['a proof that is too old', proof({}, NOW - 61)],
  ['a proof from the future', proof({}, NOW + 61)],
  ['a proof by a signing key', ({ gb }) => `CW-Proof ${signRequestProof(request, gb.sign, NOW)}`],
]

describe('every call needs a proof', () => {
  for (const [name, make] of refused) {
    test(`${name} is refused, and the answer does not say why`, async ({ hub, network }) => {
      const authorization = make(network.nodes)
      const reply = await hub.app.inject({
        method: 'POST',
        url: '/v1/mailbox/ack',
        headers: {
          'content-type': 'application/json',
          ...(authorization === undefined ? {} : { authorization }),
        },
        payload: body,
      })

      expect(reply.statusCode).toBe(401)
      expect(Object.keys(reply.json())).toEqual(['type', 'status', 'title'])
      expect(reply.json().type).toBe('urn:causeway:problem:auth')
    })
  }

  test('a valid proof is let through', async ({ hub, network }) => {
    const authorization = proof({})(network.nodes) ?? ''
    const reply = await hub.app.inject({
      method: 'POST',
      url: '/v1/mailbox/ack',
      headers: { 'content-type': 'application/json', authorization },
      payload: body,
    })
    expect(reply.statusCode).toBe(200)
  })

  test('a stranger learns nothing of what is wrong with a body', async ({ hub }) => {
    const reply = await hub.app.inject({
      method: 'POST',
      url: '/v1/envelopes',
      headers: { 'content-type': 'application/json' },
      payload: '{ not json',
    })
    expect(reply.statusCode).toBe(401)
  })

  test('a stranger is refused before the body is read', async ({ hub, network }) => {
    await hub.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = hub.app.server.address() as AddressInfo
    const answerToBeginning = async (headers: object) => {
      const call = httpRequest({
        port,
        method: 'POST',
        path: '/v1/mailbox/ack',
        headers: { 'content-type': 'application/json', 'content-length': 200_000, ...headers },
      }).on('error', () => {})
      call.write('[')
      const answer = await Promise.race([once(call, 'response'), sleep(1_000, undefined)])
      call.destroy()
      return answer?.[0].statusCode
    }
    const authorization = proof({})(network.nodes)
    expect(await answerToBeginning({})).toBe(401)
    expect(await answerToBeginning({ authorization })).toBeUndefined()
  })

  test.for([
    '/v1/mailbox',
    '/v1/log/checkpoint',
    '/v1/log/proof?identity=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '/v1/log/consistency?first=1&second=1',
  ])('GET %s is refused without one', async (url, { hub }) => {
    expect((await hub.app.inject({ url })).statusCode).toBe(401)
  })

  test.for(['/v1/envelopes', '/v1/mailbox/ack'])(
    'POST %s without a body is refused without one',
    async (url, { hub }) => {
      expect((await hub.app.inject({ method: 'POST', url })).statusCode).toBe(401)
    },
  )

  test('only the state of health is open to all', async ({ hub }) => {
    expect((await hub.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' })
  })
})
