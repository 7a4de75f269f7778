import { expect } from 'vitest'
import { goThroughCommonCase } from './common-case.ts'
import { expectShort, expectSound } from './expect-sound.ts'
import { lookAtScreens } from './look-at-screens.ts'
import { test } from './network-test.ts'
import { languages } from './texts.ts'
import { widths } from './visitor.ts'

const corridors = ['gb:ro', 'nl:de'] as const
const equipments = Object.keys(widths).flatMap((width) =>
  [true, false].map((hasScript) => ({ width: width as keyof typeof widths, hasScript })),
)

test.for(corridors.flatMap((corridor) => equipments.map((it) => ({ corridor, ...it }))))(
  'the common case from $corridor on a $width, script: $hasScript',
  async ({ corridor, ...equipment }, { begin }) => {
    const journey = await begin({ corridor, equipment })
    await goThroughCommonCase(journey)
    await expectSound(journey)
    expectShort(journey)
  },
)

/** Each side's screens in each language: both sides in the same one. */
test.for(languages)(
  'every screen of the common case is accessible in %s',
  async (it, { begin }) => {
    const { look, screens, faults } = lookAtScreens()
    const equipment = { width: 'desktop', hasScript: true } as const
    const journey = await begin({ corridor: 'gb:ro', equipment, languages: [it, it], look })
    await goThroughCommonCase(journey)
    expect(faults).toEqual([])
    expect(screens.size).toBeGreaterThanOrEqual(20)
  },
)
