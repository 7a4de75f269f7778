import axe from 'axe-core'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const runAxe = `${axe.source}; axe
  .run({ runOnly: ${JSON.stringify({ type: 'tag', values: standards })} })
  .then(({ violations }) => JSON.stringify(violations))`

/**
 * What axe finds wrong with the page as it is shown now, by WCAG 2.2 AA and its own good practice:
 * one line for each place. It is run from outside, so that the page's policy on scripts stands.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: runAxe,
    awaitPromise: true,
  })
  await session.detach()
  if (exceptionDetails) throw new Error(exceptionDetails.text)
  return (JSON.parse(result.value) as axe.Result[]).flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')}: ${html}`),
  )
}
