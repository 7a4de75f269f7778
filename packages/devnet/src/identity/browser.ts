import { DevnetFault } from '../reason.ts'

/** What came back, and from where after all redirects. */
export interface Visit {
  url: URL
  reply: Response
  text: string
}

export interface Browser {
  /** The value of a cookie by name, whatever its path. */
  cookie(name: string): string | undefined
  setCookie(name: string, value: string): void
  /** One request, with the cookies that belong to it; a POST when there is a form. */
  open(url: URL, form?: URLSearchParams, headers?: Record<string, string>): Promise<Visit>
}

interface Cookie {
  name: string
  value: string
  path: string
}

/**
 * As much of a browser as signing in needs: cookies by name and path, for every port of the machine
 * alike, as real ones do.
 */
export function openPlainBrowser(): Browser {
  const jar = new Map<string, Cookie>()

  return {
    cookie: (name) => [...jar.values()].find((cookie) => cookie.name === name)?.value,
    setCookie: (name, value) => void jar.set(`${name} /`, { name, value, path: '/' }),
    async open(url, form, headers = {}) {
      const cookie = [...jar.values()]
        .filter(({ path }) => url.pathname.startsWith(path))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
      const reply = await fetch(url, {
        redirect: 'manual',
        headers: { cookie, ...headers },
        ...(form ? { method: 'POST', body: form } : {}),
      })
      for (const line of reply.headers.getSetCookie()) keep(jar, line)
      return { url, reply, text: await reply.text() }
    },
  }
}

const MAX_STEPS = 12

/**
 * Follows redirects from `start` and answers the provider's login form once; ends at the first page
 * that is no login form, or at an address for which `isEnd` holds and which is not asked for any
 * more. Throws `DevnetFault` when the form comes again.
 */
export async function follow(
  browser: Browser,
  start: URL,
  credentials: URLSearchParams,
  isEnd: (url: URL) => boolean = () => false,
): Promise<{ url: URL; visit?: Visit }> {
  let url = start
  let form: URLSearchParams | undefined
  let answered = false

  for (let step = 0; step < MAX_STEPS; step += 1) {
    const visit = await browser.open(url, form)
    form = undefined
    const location = onwards(visit.reply.headers)
    if (location) {
      url = new URL(location, url)
      if (isEnd(url)) return { url }
    } else if (url.pathname.startsWith('/interaction/')) {
      if (answered || visit.reply.status !== 200) throw new DevnetFault('The sign-in was refused')
      answered = true
      form = credentials
    } else return { url, visit }
  }
  throw new DevnetFault('The sign-in does not come to an end')
}

/** A redirect, or a page that goes on by itself at once. */
const onwards = (headers: Headers) =>
  headers.get('location') ?? /^0; url=(.+)$/.exec(headers.get('refresh') ?? '')?.[1]

function keep(jar: Map<string, Cookie>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const name = pair.slice(0, pair.indexOf('='))
  const value = pair.slice(pair.indexOf('=') + 1)
  const attribute = (wanted: string) =>
    attributes.find((it) => it.toLowerCase().startsWith(`${wanted}=`))?.split('=')[1]
  const path = attribute('path') ?? '/'
  const expires = attribute('expires')
  const isGone =
    attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now())
  if (isGone) jar.delete(`${name} ${path}`)
  else jar.set(`${name} ${path}`, { name, value, path })
}
