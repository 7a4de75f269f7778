import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const fixture = fileURLToPath(new URL('../test/fixture/main.ts', import.meta.url))

function aProcess(behaviour: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [fixture, behaviour], { env, stdio: 'pipe' })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text
  })
  const texts = () =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  return {
    child,
    listening: async () => {
      while (!out.includes('"listening"')) await once(child.stdout, 'data')
    },
    ended: async () => {
      const [code] = await once(child, 'close')
      return { code, lines: texts(), err }
    },
  }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s closes everything, last opened first',
  async (signal) => {
    const { child, listening, ended } = aProcess('normal')
    await listening()
    child.kill(signal)
    child.kill(signal)

    const { code, lines } = await ended()
    expect(code).toBe(0)
    expect(lines.map(({ msg }) => msg)).toEqual([
      'listening',
      'stopping',
      'second closed',
      'first closed',
      'stopped',
    ])
  },
)

test('ends with whoever started it, when asked to', async () => {
  const { child, listening, ended } = aProcess('normal', { CAUSEWAY_PARENT_PIPE: '1' })
  await listening()
  child.stdin.end()
  expect((await ended()).code).toBe(0)
})

test('a failed closing does not keep the rest open, and shows in the exit code', async () => {
  const { child, listening, ended } = aProcess('unclosable')
  await listening()
  child.kill('SIGTERM')

  const { code, lines } = await ended()
  expect(code).toBe(1)
  expect(lines.map(({ msg }) => msg)).toContain('first closed')
})

test.each([
  ['misconfigured', 'could not start', 'Invalid PORT: required'],
  ['broken', 'could not start', 'Error'],
  ['rejects', 'unhandled rejection', 'Error'],
])('%s: exits 1 with one line that says why and quotes nothing', async (behaviour, msg, reason) => {
  const { code, lines, err } = await aProcess(behaviour).ended()

  expect(code).toBe(1)
  expect(lines.at(-1)).toMatchObject({ level: 'fatal', msg, reason })
  expect(JSON.stringify(lines) + err).not.toContain('Canary')
})

test('a wrong log level is a failed start', async () => {
  const { code, lines } = await aProcess('normal', { LOG_LEVEL: 'loud' }).ended()
  expect(code).toBe(1)
  expect(lines[0].reason).toContain('LOG_LEVEL')
})
