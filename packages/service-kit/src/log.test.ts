import { Problem } from '@causeway/schemas/problems'
import { expect, test } from 'vitest'
import { createLogger } from './log.ts'

function aLog() {
  const lines: string[] = []
  const log = createLogger({ name: 'test', destination: { write: (line) => lines.push(line) } })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '') }
}

/** As a database driver writes it: the row at fault stands in the message. */
const leaky = () =>
  Object.assign(new Error('duplicate key\n    at row (Canary Person)\nof Canary Street'), {
    code: '23505',
    detail: 'Key (name)=(Canary Person)',
  })

test('writes one JSON line with level, time, service and text', () => {
  const { log, last } = aLog()
  log.info({ count: 2 }, 'swept')
  expect(last()).toMatchObject({ level: 'info', service: 'test', count: 2, msg: 'swept' })
})

test.each([
  ['under err', (log: ReturnType<typeof aLog>['log']) => log.error({ err: leaky() }, 'failed')],
  ['without a text', (log: ReturnType<typeof aLog>['log']) => log.error({ err: leaky() })],
  ['alone', (log: ReturnType<typeof aLog>['log']) => log.error(leaky())],
  ['in a child', (log: ReturnType<typeof aLog>['log']) => log.child({ a: 1 }).warn(leaky(), 'x')],
  [
    'as a cause',
    (log: ReturnType<typeof aLog>['log']) =>
      log.error({ err: new Problem('internal', { cause: leaky() }) }, 'refused'),
  ],
])('an error %s is logged by name, code and place, never by its message', (_how, write) => {
  const { log, lines } = aLog()
  write(log)

  expect(lines.join()).not.toContain('Canary')
  expect(lines.join()).toContain('23505')
  expect(lines.join()).toContain('log.test.ts')
})

test('the text of a problem is fixed, so it is shown', () => {
  const { log, last } = aLog()
  log.info({ err: new Problem('busy') }, 'refused')
  expect(last().err).toEqual({ name: 'Problem', code: 'busy', message: 'Try again a little later' })
})

test('a request is logged by method alone', () => {
  const { log, last } = aLog()
  log.info({ req: { method: 'GET', url: '/people?name=Canary' } }, 'seen')
  expect(last().req).toEqual({ method: 'GET' })
})
