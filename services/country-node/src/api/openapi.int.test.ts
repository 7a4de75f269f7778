import { freePort } from '@causeway/devnet'
import { apiProblems } from '@causeway/schemas/problems'
import { ItemCode } from '@causeway/schemas/record'
import { createDatabase, createPool } from '@causeway/service-kit/postgres'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, onTestFinished } from 'vitest'
import { anApp, ORIGIN } from '../../test/app.ts'
import { test } from '../../test/node-test.ts'
import type { Database } from '../database/schema.ts'

describe('GET /api/v1/openapi.json', () => {
  test('is valid OpenAPI 3.1 and open to everyone', async ({ app }) => {
    const reply = await app.inject({ url: '/api/v1/openapi.json' })
    expect(reply.statusCode).toBe(200)
    const validator = new Validator()
    expect(await validator.validate(reply.json())).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
    expect(reply.json().servers).toEqual([{ url: ORIGIN }])
  })

  test('asks for a token and names the refusals in every operation', async ({ app }) => {
    const document = (await app.inject({ url: '/api/v1/openapi.json' })).json()
    expect(document.security).toEqual([{ staff: [] }])
    expect(document.components.securitySchemes.staff).toMatchObject({ scheme: 'bearer' })
    const types = document.components.schemas.Problem.properties.type.enum
    expect(types).toHaveLength(Object.keys(apiProblems).length)

    const operations = operationsOf(document)
    expect(operations.length).toBeGreaterThan(6)
    for (const { path, operation } of operations) {
      expect(path).toMatch(/^\/api\/v1\//)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['4XX', '5XX']))
    }
  })

  test('gives the shape of the value of every item', async ({ app }) => {
    const document = (await app.inject({ url: '/api/v1/openapi.json' })).json()
    const { properties } = document.components.schemas.ItemValues
    expect(Object.keys(properties)).toEqual(ItemCode.options)
    expect(properties.fit_to_travel).toMatchObject({ type: 'boolean' })
  })

  test('asks for an Idempotency-Key in every POST that changes something and nowhere else', async ({
    app,
  }) => {
    const document = (await app.inject({ url: '/api/v1/openapi.json' })).json()
    for (const { method, path, operation } of operationsOf(document)) {
      const names = (operation.parameters ?? []).map(({ name }: { name: string }) => name)
      const count = names.filter((name: string) => name === 'Idempotency-Key').length
      expect(count).toBe(method === 'post' && !/\/(preview|match-card)$/.test(path) ? 1 : 0)
    }
  })
})

test('GET /api/docs is a page that runs only its own scripts', async ({ app }) => {
  const page = await app.inject({ url: '/api/docs/' })
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self'/)
  expect(page.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/)
})

describe('GET /healthz', () => {
  test('says no more than that the node and its database answer', async ({ app }) => {
    const reply = await app.inject({ url: '/healthz' })
    expect([reply.statusCode, reply.json()]).toEqual([200, { status: 'ok' }])
  })

  test('is busy while the database is away', async ({ context, authentication }) => {
    const url = `postgres://nobody@127.0.0.1:${await freePort()}/nowhere`
    const db = createDatabase<Database>(createPool(url, { max: 1, applicationName: 'test' }))
    onTestFinished(() => db.destroy())
    const away = { ...context, db }
    const { app } = await anApp(away, authentication)
    onTestFinished(() => app.close())
    const reply = await app.inject({ url: '/healthz' })
    expect(reply.statusCode).toBe(503)
    expect(reply.json().type).toBe('urn:causeway:problem:busy')
  })
})

interface Operation {
  responses: object
  parameters?: { name: string }[]
}

function operationsOf(document: { paths: Record<string, Record<string, Operation>> }) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
}
