import { openPlainBrowser } from '@causeway/devnet'
import { FORM_KEY, FORM_TOKEN } from '@causeway/page-kit'
import { expect } from 'vitest'

const html = { accept: 'text/html' }

/** The hidden fields of the form that a page sends to this path. */
function hiddenIn(text: string, path: string): Record<string, string> {
  const form = text.split('<form ').find((part) => part.includes(`action="${path}"`)) ?? ''
  const fields = [FORM_TOKEN, FORM_KEY].map((name) => [
    name,
    new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1],
  ])
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
}

/** Somebody with a browser of their own, without script, at the survivors' window. */
export function aWindowVisitor(origin: string) {
  const browser = openPlainBrowser()
  const urlOf = (path: string) => new URL(path, origin)
  const sameOrigin = { ...html, origin, 'sec-fetch-site': 'same-origin' }

  const get = (path: string, headers: Record<string, string> = {}) =>
    browser.open(urlOf(path), undefined, { ...html, ...headers })
  const post = (path: string, form: Record<string, string>, headers = sameOrigin) =>
    browser.open(urlOf(path), new URLSearchParams(form), headers)

  return {
    browser,
    get,
    post,
    /** Types both at the door and sends them. */
    async tryDoor(code: string, pin: string) {
      const door = await get('/')
      return post('/', { ...hiddenIn(door.text, '/'), window_code: code, window_pin: pin })
    },
    /** The same, and it opens. */
    async enter(code: string, pin: string) {
      const { reply } = await this.tryDoor(code, pin)
      expect([reply.status, reply.headers.get('location')]).toEqual([303, '/page'])
    },
    /** A page that is there. */
    async see(path = '/page') {
      const { reply, text } = await get(path)
      expect([path, reply.status]).toEqual([path, 200])
      return text
    },
    /** Opens the page of an act, says yes to it; nothing follows the answer. */
    async act(path: string) {
      const form = hiddenIn(await this.see(path), path)
      const again = () => post(path, form)
      return { ...(await again()), form, again }
    },
    /** Addresses of what she can do, on her page. */
    async offers(page?: string) {
      const text = page ?? (await this.see())
      return [...text.matchAll(/href="(\/(?:pause|resume|stop)[^"]*)"/g)].map(
        ([, href]) => href ?? '',
      )
    },
  }
}

export type WindowVisitor = ReturnType<typeof aWindowVisitor>
