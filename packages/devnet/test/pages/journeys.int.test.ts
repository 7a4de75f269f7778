import { describe, expect } from 'vitest'
import { browserFaults, keptInBrowser, nothingKept } from './browser-faults.ts'
import { goThroughCommonCase, type Journey } from './common-case.ts'
import { committingActs, pagesOfReturn } from './count-steps.ts'
import { lookAtScreens } from './look-at-screens.ts'
import { test } from './network-test.ts'

/** Nothing went anywhere else, nothing stayed behind, and nobody complained. */
async function expectSound({ sender, receiver }: Journey): Promise<void> {
  for (const worker of [sender, receiver]) {
    expect(browserFaults(worker)).toEqual([])
    expect(await keptInBrowser(worker)).toEqual(nothingKept)
  }
}

const expectShort = ({ sender, receiver }: Journey): void => {
  expect(pagesOfReturn(sender.log)).toEqual([
    '/returns/:id/return',
    '/returns/:id/person',
    '/returns/:id/safety',
    '/returns/:id/agree',
  ])
  expect({ sender: committingActs(sender.log), receiver: committingActs(receiver.log) }).toEqual({
    sender: ['/returns/:id/send', '/sending/:id/plan', '/sending/:id/depart'],
    receiver: ['/receiving/:id/accept', '/receiving/:id/plan', '/receiving/:id/met'],
  })
}

describe('the common case: four pages to prepare it, six acts from both sides', () => {
  test('from gb to ro, at a desk, with script; every screen is accessible', async ({ begin }) => {
    const { look, screens, faults } = lookAtScreens()
    const equipment = { width: 'desktop', hasScript: true } as const
    const journey = await begin({ corridor: 'gb:ro', equipment, look })
    await goThroughCommonCase(journey)
    expect(faults).toEqual([])
    expect(screens.size).toBeGreaterThanOrEqual(20)
    await expectSound(journey)
    expectShort(journey)
  })

  test('from nl to de, on a phone, without script', async ({ begin }) => {
    const equipment = { width: 'phone', hasScript: false } as const
    const journey = await begin({ corridor: 'nl:de', equipment })
    await goThroughCommonCase(journey)
    await expectSound(journey)
    expectShort(journey)
  })

  test('from gb to de, by keyboard alone, with the focus in sight', async ({ begin }) => {
    const equipment = { width: 'desktop', hasScript: true, byKeyboard: true } as const
    const journey = await begin({ corridor: 'gb:de', equipment })
    await goThroughCommonCase(journey)
    await expectSound(journey)
  })
})
