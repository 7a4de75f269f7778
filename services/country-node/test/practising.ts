import { expect } from 'vitest'
import { filledForm } from './filled-form.ts'
import type { aPageVisitor } from './page-visitor.ts'

type Worker = ReturnType<typeof aPageVisitor>

/** Begins, from the page on which it is offered. */
export async function beginPractice(worker: Worker): Promise<string> {
  const { to } = await worker.fill(await worker.see('/practice'), '/practice/returns', {})
  return String(to).replace(/\/return$/, '')
}

/** Adds to what a page already holds and sends it; gives where it leads. */
async function save(worker: Worker, draft: string, page: string, added: string[][], to = page) {
  const html = await worker.see(`${draft}/${page}`)
  const path = `${draft}/${to}`
  const { to: next } = await worker.fill(html, path, [...filledForm(html, path), ...added])
  return next
}

const houseOn = (html: string) => /name="receiver" type="radio" value="([^"]*)"/.exec(html)?.[1]

/** All that is left to whoever practises: what is chosen, weighed and answered. */
export async function preparePractice(
  worker: Worker,
  answer: 'given' | 'refused' = 'given',
): Promise<string> {
  const draft = await beginPractice(worker)
  const house = String(houseOn(await worker.see(`${draft}/return`)))
  const wish = [
    ['services', 'safe_housing'],
    ['services', 'legal_aid'],
    ['receiver', house],
    ['urgency', 'urgent'],
  ]
  expect(await save(worker, draft, 'return', wish)).toBe(`${draft}/person`)
  const heard = [
    ['heard_lang', 'ron'],
    ['heard_how', 'spoken'],
    ['interpreter', 'in_person'],
  ]
  expect(await save(worker, draft, 'person', heard)).toBe(`${draft}/safety`)
  const weighed = [
    ['risk_level', 'medium'],
    ['return_kind', 'own_choice'],
    ['decision', 'yes'],
  ]
  expect(await save(worker, draft, 'safety', weighed)).toBe(`${draft}/agree`)
  const chosen = [
    ['items', 'age_band'],
    ['items', 'full_name'],
  ]
  expect(await save(worker, draft, 'agree', chosen, 'choice')).toBe(`${draft}/agree#together`)
  expect(await save(worker, draft, 'agree', [['answer', answer]])).toBe(`${draft}/send`)
  return draft
}
