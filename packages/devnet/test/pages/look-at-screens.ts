import { accessibilityFaults } from '@causeway/testkit/browser'
import { patternOf } from './browser-log.ts'
import { type Visitor, widths } from './visitor.ts'

/** What was found on screens, and how many different ones were looked at. */
export interface Looks {
  screens: Set<string>
  faults: string[]
  look(visitor: Visitor): Promise<void>
}

const headings = `[...document.querySelectorAll('h1, h2, .govuk-error-summary')]
  .map((it) => it.textContent.trim()).join(' / ')`

/**
 * Looks at each different screen once, at both widths: what axe finds, and whether one has to scroll
 * sideways. A screen is an address with the same headings.
 */
export function lookAtScreens(): Looks {
  const screens = new Set<string>()
  const faults: string[] = []

  const look = async ({ page, origin, equipment }: Visitor) => {
    if (!page.url().startsWith(origin)) return
    const screen = `${patternOf(page.url())} ${await page.evaluate<string>(headings)}`
    if (screens.has(screen)) return
    screens.add(screen)
    for (const width of Object.values(widths)) {
      await page.setViewportSize({ width, height: 800 })
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
      if (wide > width) faults.push(`${screen}: ${wide} wide at ${width}`)
      const found = await accessibilityFaults(page)
      faults.push(...found.map((fault) => `${screen}, ${width}: ${fault}`))
    }
    await page.setViewportSize({ width: widths[equipment.width], height: 800 })
  }
  return { screens, faults, look }
}
