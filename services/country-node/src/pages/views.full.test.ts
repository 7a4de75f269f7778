import { Language } from '@causeway/page-kit'
import { expect } from 'vitest'
import { areas, test } from '../../test/samples-test.ts'

const all = Language.options.flatMap((language) => areas.map((area) => ({ language, area })))

test.for(all)(
  'every page of $area is accessible in $language',
  async ({ area, language }, { lookAt }) => {
    expect(await lookAt(area, language)).toEqual([])
  },
)
