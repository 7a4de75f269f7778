import { expect, test } from 'vitest'
import { readDemoOptions } from './demo-options.ts'

test('asks for gb:ro, told in words, when nothing else is said', () => {
  expect(readDemoOptions([])).toEqual({ json: false, corridor: 'gb:ro' })
  expect(readDemoOptions(['--json', '--corridor', 'nl:de'])).toEqual({
    json: true,
    corridor: 'nl:de',
  })
})

test.each([
  [['--corridor', 'xx:yy']],
  [['--corridor', 'gb:gb']],
  [['--corridor', 'gb']],
  [['--corridor', 'gb:ro:nl']],
  [['--corridor', ':']],
  [['--corridor', 'toString:gb']],
  [['--corridor']],
  [['--fast']],
  [['--json=yes']],
  [['gb:ro']],
])('%j is answered by one line that does not repeat it', (args) => {
  const { usage } = readDemoOptions(args) as { usage: string }
  expect(usage).toMatch(/^Usage: .*gb, ro, nl, de$/)
  expect(usage).not.toContain('\n')
})
