import { expect } from 'vitest'
import { aPageVisitor } from './page-visitor.ts'
import { test as base } from './sign-in-test.ts'

type PageWorker = ReturnType<typeof aPageVisitor>

/** A case worker at a browser, at a node whose other side answers in turn. */
export const test = base.extend(
  'worker',
  ({ visitor }): PageWorker => aPageVisitor(visitor('case_worker')),
)

/** Does one act on its page, and again with the same form; gives the page that follows. */
export async function doAct(
  worker: PageWorker,
  href: string,
  name: string,
  form: Record<string, string> | string[][] = {},
): Promise<string> {
  const done = await worker.fill(await worker.see(`${href}/${name}`), `${href}/${name}`, form)
  expect([name, done.status, done.to]).toEqual([name, 303, `${href}?done=send_${name}`])
  expect(await done.again()).toBe(303)
  return worker.see(String(done.to))
}

/** The hidden value of a field of a page's forms. */
export const hiddenIn = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
