import { expect, test } from 'vitest'
import { sayVerdict } from './say-verdict.ts'

test('whoever brings a wrong key is told to compare it before anything is said of the file', () => {
  const said = (fault: 'root' | 'signature') =>
    sayVerdict({ holds: false, broken: { link: 'directory', at: undefined, fault } })
  expect(said('root')).toContain('Compare the key once more')
  expect(said('root')).not.toContain('damaged')
  expect(said('signature')).not.toContain('Compare the key')
})
