import { expect } from 'vitest'
import { areas, test } from '../../test/samples-test.ts'

test.for(areas)(
  'every page of %s is accessible, as far as a program can tell',
  async (area, { lookAt }) => {
    expect(await lookAt(area, 'de')).toEqual([])
  },
)

test('there are pages', () => expect(areas.length).toBeGreaterThan(5))
