import type { Page } from '@causeway/testkit/browser'
import type { DevelopmentUser } from '../../src/identity/accounts.ts'

const isLogin = ({ pathname }: URL) => pathname.startsWith('/interaction/')
/** Pages that go on by themselves. */
const isPassing = ({ pathname }: URL) => /^\/sign-in(\/confirm|\/callback)?$|^\/auth/.test(pathname)

/** Signs in, or gives the second factor, wherever a page has led to that; ends at a page that stays. */
export async function passSignIn(page: Page, user: DevelopmentUser): Promise<void> {
  for (let step = 0; step < 4; step += 1) {
    if (isPassing(new URL(page.url()))) {
      await page.waitForURL((url) => !isPassing(url), { waitUntil: 'domcontentloaded' })
    }
    if (!isLogin(new URL(page.url()))) return
    await page.getByLabel('User').fill(user.sub)
    await page.getByLabel('Password').fill(user.password)
    const code = page.getByLabel('Code')
    if ((await code.count()) > 0) await code.fill(user.secondFactor ?? '')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => !isLogin(url) && !isPassing(url), {
      waitUntil: 'domcontentloaded',
    })
  }
  throw new TypeError('The sign-in does not come to an end')
}
