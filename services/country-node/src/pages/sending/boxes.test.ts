import { showForm } from '@causeway/page-kit'
import { expect, test } from 'vitest'
import { aPageFrame } from '../../../test/page-samples/page-frame.ts'
import { neutralSettings, openPages } from '../page-site.ts'
import { personView } from './sending-views.ts'

/** A browser sends one ticked box as a string, and `man_only` stands in `woman_only`. */
test('a box that was ticked alone ticks no other one', () => {
  const form = showForm('5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d', {
    interpreter_constraints: 'woman_only',
  })
  const place = { href: '/returns/x', startHref: '/returns', isPractice: false, number: 2 }
  const model = { form, place, notices: [], spoken: [], countries: [], ageBands: [] }
  const html = openPages(neutralSettings).render(personView, model, aPageFrame('en'))
  expect(html).toMatch(/value="woman_only" checked/)
  expect(html).not.toMatch(/value="man_only" checked/)
})
