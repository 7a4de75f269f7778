import { follow, openPlainBrowser } from '@causeway/devnet'
import { FORM_TOKEN } from '@causeway/page-kit'

const COOKIE = '__Host-causeway-gb'

/** Where a page that goes on by itself leads, by its `Refresh` header. */
export const sentTo = (refresh: unknown): URL => new URL(String(refresh).replace(/^0; url=/, ''))

/** Somebody with a browser of their own at a node that listens, who knows their user name. */
export function aVisitor(origin: string, user: string) {
  const browser = openPlainBrowser()
  const urlOf = (path: string) => new URL(path, origin)
  const credentials = new URLSearchParams({
    user,
    password: `password of ${user}`,
    code: `code of ${user}`,
  })
  const sameOrigin = { origin, 'sec-fetch-site': 'same-origin' }

  return {
    browser,
    credentials,
    /** The id of the session. */
    cookie: () => browser.cookie(COOKIE),
    useCookie: (value: string) => browser.setCookie(COOKIE, value),
    get: (path: string, headers?: Record<string, string>) =>
      browser.open(urlOf(path), undefined, headers),
    post: (
      path: string,
      form: Record<string, string>,
      headers: Record<string, string> = sameOrigin,
    ) => browser.open(urlOf(path), new URLSearchParams(form), headers),
    /** Opens a page and types at the provider whatever it asks. */
    async arriveAt(path: string) {
      const { visit } = await follow(browser, urlOf(path), credentials)
      if (!visit) throw new TypeError('it ends at a page')
      return visit
    },
    /** Goes as far as the provider's answer, which is not delivered. */
    async answerFor(path: string): Promise<URL> {
      const isAnswer = (url: URL) => url.pathname === '/sign-in/callback'
      const { url } = await follow(browser, urlOf(path), credentials, isAnswer)
      if (!isAnswer(url)) throw new TypeError('the provider has not answered')
      return url
    },
    async formToken(): Promise<string> {
      const { text } = await browser.open(urlOf('/probe'))
      return JSON.parse(text).formToken
    },
    async send(path: string, form: Record<string, string> = {}) {
      return this.post(path, { ...form, [FORM_TOKEN]: await this.formToken() })
    },
  }
}

export type Visitor = ReturnType<typeof aVisitor>
