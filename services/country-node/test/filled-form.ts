import { FORM_KEY, FORM_TOKEN } from '@causeway/page-kit'

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

const plain = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** What the form of a page that leads to `path` already holds, as a browser would send it. */
export function filledForm(page: string, path: string): string[][] {
  const form = page.split('<form ').find((part) => part.includes(`action="${path}"`)) ?? ''
  const body = form.split('</form>')[0] ?? ''
  const inputs = [...body.matchAll(/<input\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/type="(radio|checkbox)"/.test(tag) || /\schecked\b/.test(tag))
    .map((tag) => [attribute(tag, 'name'), plain(attribute(tag, 'value'))])
  const texts = [...body.matchAll(/<textarea\b([^>]*)>([^<]*)/g)].map(([, tag = '', text = '']) => [
    attribute(tag, 'name'),
    plain(text),
  ])
  const lists = [...body.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].map(
    ([, tag = '', items = '']) => [
      attribute(tag, 'name'),
      attribute(/<option\b[^>]*\sselected[^>]*>/.exec(items)?.[0] ?? '', 'value'),
    ],
  )
  return [...inputs, ...texts, ...lists].filter(
    ([name = '', value]) => name !== FORM_KEY && name !== FORM_TOKEN && value !== '',
  )
}
