import { expect, onTestFinished } from 'vitest'
import { anApp } from '../../test/app.ts'
import { callerWith } from '../../test/caller.ts'
import { test } from '../../test/node-test.ts'

test('who asks too often is told so and when to come again; others notice nothing', async ({
  context,
  authentication,
  tokenOf,
}) => {
  const { app } = await anApp(context, authentication, { requestsPerSecond: 5 })
  onTestFinished(() => app.close())
  const worker = callerWith(app, await tokenOf('case_worker'))
  const other = callerWith(app, await tokenOf('supervisor'))
  const replies = await Promise.all(Array.from({ length: 12 }, () => worker.get('/organisations')))

  const refused = replies.filter(({ statusCode }) => statusCode === 429)
  expect(refused.length).toBeGreaterThanOrEqual(5)
  expect(refused[0]?.json().type).toBe('urn:causeway:problem:too-many-requests')
  expect(refused[0]?.headers['retry-after']).toBeDefined()
  expect((await other.get('/organisations')).statusCode).toBe(200)
})
