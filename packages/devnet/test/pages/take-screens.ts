import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openBrowser } from '@causeway/testkit/browser'
import type { Network } from '../../src/start-network.ts'
import { patternOf } from './browser-log.ts'
import { beginJourney, goThroughCommonCase } from './common-case.ts'
import { enterHerWindow, openHerWindow } from './her-window.ts'
import { type Screen, screens } from './screens.ts'
import type { Language } from './texts.ts'
import { type Visitor, widths } from './visitor.ts'

const equipment = { width: 'desktop', hasScript: true } as const

async function isThis({ page, say }: Visitor, { at, says }: Screen): Promise<boolean> {
  if (patternOf(page.url()) !== at) return false
  if (says === undefined) return true
  return (await page.locator('main').getByText(say(says), { exact: true }).count()) > 0
}

async function takeOne({ page, origin }: Visitor, folder: string, name: string): Promise<string[]> {
  const files: string[] = []
  for (const width of Object.values(widths)) {
    const path = join(folder, `${name}-${width}.png`)
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path, fullPage: true })
    files.push(path)
  }
  await page.setViewportSize({ width: widths[equipment.width], height: 800 })
  if (!page.url().startsWith(origin)) throw new TypeError('A picture of another site')
  return files
}

/**
 * Goes through the common case in each language and takes a picture of every screen of the list, at
 * both widths. Returns the files. Throws when the journey did not come by one of them.
 */
export async function takeScreens(
  network: Network,
  folder: string,
  languages: readonly Language[],
): Promise<string[]> {
  const browser = await openBrowser()
  try {
    const files: string[] = []
    for (const language of languages) {
      const into = join(folder, language)
      await mkdir(into, { recursive: true })
      const left = new Map(screens.map((screen, index) => [screen, index + 1]))
      const look = async (visitor: Visitor) => {
        for (const [screen, number] of left) {
          if (!(await isThis(visitor, screen))) continue
          left.delete(screen)
          const name = `${String(number).padStart(2, '0')}-${screen.name}`
          files.push(...(await takeOne(visitor, into, name)))
          return
        }
      }
      const both = [language, language] as const
      const options = { corridor: 'gb:ro', equipment, languages: both, look }
      const journey = await beginJourney(network, browser, options)
      await journey.sender.open('/practice')
      await goThroughCommonCase(journey)
      const slip = await openHerWindow(journey.sender, language)
      await enterHerWindow(browser, slip, { hasScript: true, look })
      const missing = [...left.keys()].map(({ name }) => name)
      if (missing.length > 0) throw new TypeError(`Not come by: ${missing.join(', ')}`)
    }
    return files
  } finally {
    await browser.close()
  }
}
