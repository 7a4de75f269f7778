import type { Locator, Page } from '@causeway/testkit/browser'

/**
 * How somebody fills in a page: by what it says, never by what it is called inside. `press` and
 * `follow` lead to another page and return when that one is there.
 */
export interface Hand {
  /** A field with this label; of a day `2026-12-04`, of a day and a time `2026-12-04T09:30`. */
  type(label: string, text: string): Promise<void>
  /** A radio or a box under a question. */
  mark(question: string, answer: string): Promise<void>
  /** One of a list that opens. */
  pick(label: string, answer: string): Promise<void>
  press(button: string): Promise<void>
  follow(link: string | RegExp): Promise<void>
}

/** Where things are on a page, by role and words. */
export const on = (page: Page) => ({
  field: (label: string) => page.getByLabel(label, { exact: true }),
  answer: (question: string, answer: string) =>
    page.getByRole('group', { name: question, exact: true }).getByLabel(answer, { exact: true }),
  list: (label: string) => page.getByRole('combobox', { name: label, exact: true }),
  button: (name: string) =>
    page
      .getByRole('button', { name, exact: true })
      .or(page.getByRole('link', { name, exact: true }).and(page.locator('.govuk-button')))
      .first(),
  link: (name: string | RegExp) => page.getByRole('link', { name, exact: true }).first(),
})

/** The parts of a page that must be opened before something in them can be reached. */
export const foldedOver = (target: Locator): Locator =>
  target.locator('xpath=ancestor::details[not(@open)]').locator('xpath=./summary')
