import chromiumInPackage from '@sparticuz/chromium'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

/**
 * What the package adds and no browser of a person has: for hosts without processes (with it, closing
 * a page ends the browser), and against the rules of origins (without them a page's own calls carry
 * no `Origin`, and what a policy forbids may be allowed).
 */
const unlikeOthers = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
])

/**
 * A headless Chromium: on Linux x64 the one that comes inside a package, so that nothing has to be
 * installed; elsewhere the Chrome that is installed. `CHROME_PATH` names another one. Whoever opens
 * it closes it.
 */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ headless: true, ...(await whichBrowser()) })
}

async function whichBrowser(): Promise<LaunchOptions> {
  const given = process.env.CHROME_PATH
  if (given) return { executablePath: given }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' }
  const args = chromiumInPackage.args.filter((it) => !unlikeOthers.has(it))
  return { executablePath: await chromiumInPackage.executablePath(), args }
}
