import { describe, expect } from 'vitest'
import { checkHubSecrecy } from '../../src/demo/hub-secrecy.ts'
import { acceptAndPlan, goThroughCommonCase, sendAndOpen } from './common-case.ts'
import { expectShort, expectSound } from './expect-sound.ts'
import { letHerLeave } from './follow-sent.ts'
import { enterHerWindow, openHerWindow, stopEverything } from './her-window.ts'
import { lookAtScreens } from './look-at-screens.ts'
import { test } from './network-test.ts'
import { accept, decline, hurried, meetHer } from './receive.ts'
import { seenOutside } from './seen-outside.ts'
import { flagOf, untilShown } from './visitor.ts'

const atDesk = { width: 'desktop', hasScript: true } as const
const onPhone = { width: 'phone', hasScript: false } as const

describe('the common case: four pages to prepare it, six acts from both sides', () => {
  test('from gb to ro, at a desk, with script; every screen is accessible', async ({ begin }) => {
    const { look, screens, faults } = lookAtScreens()
    const journey = await begin({ corridor: 'gb:ro', equipment: atDesk, look })
    await goThroughCommonCase(journey)
    expect(faults).toEqual([])
    expect(screens.size).toBeGreaterThanOrEqual(20)
    await expectSound(journey)
    expectShort(journey)
  })

  test('from nl to de, on a phone, without script', async ({ begin }) => {
    const journey = await begin({ corridor: 'nl:de', equipment: onPhone })
    await goThroughCommonCase(journey)
    await expectSound(journey)
    expectShort(journey)
  })

  test('from gb to de, by keyboard alone, with the focus in sight', async ({ begin }) => {
    const journey = await begin({
      corridor: 'gb:de',
      equipment: { ...atDesk, byKeyboard: true },
    })
    await goThroughCommonCase(journey)
    await expectSound(journey)
  })
})

test('a receiver that can not help says why and who may, and the sender reads it', async ({
  begin,
}) => {
  const journey = await begin({ corridor: 'nl:de', equipment: onPhone })
  const { sender, receiver } = journey
  await sendAndOpen(journey)
  const alternative = await decline(receiver)
  await untilShown(sender, sender.say('send.event.declined'))
  await untilShown(sender, sender.say('receive.decline_reason.no_capacity'))
  await untilShown(sender, alternative)
  await expectSound(journey)
})

test('she does not arrive: both sides are alarmed, and she is found', async ({ begin, join }) => {
  const journey = await begin({ corridor: 'gb:ro', equipment: onPhone })
  const { sender, receiver } = journey
  const reference = await sendAndOpen(journey)
  const answer = await acceptAndPlan(journey, hurried)
  await letHerLeave(sender)
  await untilShown(sender, flagOf(sender, sender.say('flag.alarm')))
  await untilShown(receiver, flagOf(receiver, receiver.say('flag.alarm')))
  for (const { node } of [sender, receiver]) {
    const user = node === sender.node ? 'ngo-duty-worker' : 'agency-duty-worker'
    const duty = await join(journey, { node, user })
    await duty.open('/')
    const alarm = duty.say('need.alarm')
    await untilShown(duty, duty.page.getByRole('link', { name: alarm, exact: true }))
    await untilShown(duty, reference)
    await duty.hand.follow(alarm)
    await duty.hand.press(duty.say('alarm.take.send'))
    await untilShown(duty, duty.say('done.alarm_taken'))
  }
  await meetHer(receiver, answer)
  await untilShown(sender, sender.say('send.event.arrived'))
  await expectSound(journey)
})

test('what she stops in her own window is stopped in the other country within 5 seconds', async ({
  begin,
  browser,
}) => {
  const journey = await begin({ corridor: 'nl:de', equipment: onPhone })
  const { sender, receiver, visitors } = journey
  await sendAndOpen(journey)
  await accept(receiver)
  await untilShown(receiver, receiver.say('receive.told.title'))
  const slip = await openHerWindow(sender, 'ro')
  const her = await enterHerWindow(browser, slip, onPhone)
  visitors.push(her)
  const said = await stopEverything(her)
  await untilShown(receiver, flagOf(receiver, receiver.say('flag.restricted')))
  expect(Date.now() - said).toBeLessThan(5_000)
  expect(await receiver.page.getByText(receiver.say('receive.told.title')).count()).toBe(0)
  await untilShown(sender, flagOf(sender, sender.say('flag.restricted')))
  await expectSound(journey)
})

test('nothing of her is in an address, a title, a mail, or what any process prints', async ({
  network,
  journeys,
}) => {
  const { places, mails } = await seenOutside(
    network,
    journeys.flatMap(({ visitors }) => visitors.map(({ log }) => log)),
  )
  const canaries = journeys.flatMap(({ her }) => her.canaries)
  const report = await checkHubSecrecy({ places }, canaries)
  expect(report.canaries).toBeGreaterThanOrEqual(50)
  expect(report.bytesScanned).toBeGreaterThan(200_000)
  expect(report.plantedCanaries).toBeGreaterThanOrEqual(80)
  expect(report.plantedCanariesFound).toBe(report.plantedCanaries)
  expect(report.hubPlaintextHits).toBe(0)
  expect(mails).toBeGreaterThan(0)
})
