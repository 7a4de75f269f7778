import { expect, test } from 'vitest'
import { readDemoOptions } from './demo-options.ts'

test('asks for gb:ro, told in words, when nothing else is said', () => {
  expect(readDemoOptions([])).toEqual({
    json: false,
    corridor: 'gb:ro',
    story: 'common-return',
  })
  expect(readDemoOptions(['--json', '--corridor', 'nl:de', '--story', 'decline'])).toEqual({
    json: true,
    corridor: 'nl:de',
    story: 'decline',
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
  [['--story', 'Nobody']],
  [['--story']],
  [['--fast']],
  [['--json=yes']],
  [['gb:ro']],
])('%j is answered by the same usage as any other mistake', (args) => {
  const answer = readDemoOptions(args)
  expect(answer).toEqual(readDemoOptions(['--another-mistake']))
  expect(answer).toHaveProperty('usage', expect.stringMatching(/^Usage: .*gb, ro, nl, de\./s))
})
