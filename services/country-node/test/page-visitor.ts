import { FORM_KEY, FORM_TOKEN } from '@causeway/page-kit'
import { expect } from 'vitest'
import type { Visitor } from './visitor.ts'

/** The hidden fields of the form that a page sends to this path. */
function hiddenFields(html: string, path: string): Record<string, string> {
  const form = html.split('<form ').find((part) => part.includes(`action="${path}"`))
  if (!form) throw new TypeError(`no form leads to ${path}`)
  return Object.fromEntries(
    [FORM_TOKEN, FORM_KEY].map((name) => {
      const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1]
      if (!value) throw new TypeError(`the form has no ${name}`)
      return [name, value]
    }),
  )
}

/** Somebody who uses pages as a browser without script does. */
export const aPageVisitor = (visitor: Visitor) => ({
  /** The page at this path; it is there. */
  async see(path: string): Promise<string> {
    const { reply, text } = await visitor.arriveAt(path)
    expect([path, reply.status]).toEqual([path, 200])
    return text
  },
  /** Fills in the form of a page that leads to `path` and sends it; nothing follows the answer. */
  async fill(
    page: string,
    path: string,
    form: Record<string, string> | string[][],
  ): Promise<{ status: number; to: string | null; text: string; again(): Promise<number> }> {
    const hidden = hiddenFields(page, path)
    const body = [...Object.entries(hidden), ...(Array.isArray(form) ? form : Object.entries(form))]
    const send = () => visitor.post(path, body as never)
    const { reply, text } = await send()
    return {
      status: reply.status,
      to: reply.headers.get('location'),
      text,
      again: async () => (await send()).reply.status,
    }
  },
})
