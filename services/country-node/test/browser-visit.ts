import type { Page } from '@causeway/testkit/browser'

/** Types what the identity provider asks for. */
export async function typeAs(page: Page, user: string, code?: string): Promise<void> {
  await page.waitForURL(/\/interaction\//)
  await page.fill('[name=user]', user)
  await page.fill('[name=password]', `password of ${user}`)
  if (code !== undefined) await page.fill('[name=code]', code)
  await page.click('button')
}

/** All that a page's policy and its scripts complain about, from here on. */
export function complaintsOf(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  return said
}
