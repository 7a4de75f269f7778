import type { Page } from '@causeway/testkit/browser'

export interface Answer {
  url: string
  status: number
  method: string
  /** What stands in the address bar, not what a page fetches for itself. */
  isPage: boolean
  headers: Record<string, string>
}

/** All that a browser asked for, was answered, showed as a title, and complained about. */
export interface BrowserLog {
  urls: string[]
  answers: Answer[]
  titles: string[]
  complaints: string[]
}

/** Writes down what goes on in all pages of a browser context, from now on. */
export function keepLog(context: ReturnType<Page['context']>): BrowserLog {
  const log: BrowserLog = { urls: [], answers: [], titles: [], complaints: [] }
  context.on('request', (request) => log.urls.push(request.url()))
  context.on('response', (response) => {
    const request = response.request()
    log.answers.push({
      url: response.url(),
      status: response.status(),
      method: request.method(),
      isPage: request.resourceType() === 'document',
      headers: response.headers(),
    })
  })
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) log.complaints.push(message.text())
  })
  context.on('weberror', (error) => log.complaints.push(error.error().message))
  return log
}

/** The path of an address with `:id` in the place of whatever is random in it. */
export const patternOf = (url: string): string =>
  new URL(url).pathname.replace(/\/[A-Za-z0-9_-]{22}(?=\/|$)/g, '/:id')
