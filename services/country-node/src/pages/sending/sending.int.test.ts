import type { RandomId } from '@causeway/schemas/wire'
import { beforeEach, expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { test as base } from '../../../test/sign-in-test.ts'
import { neutralSettings, openPages } from '../page-site.ts'
import { sendDraft } from './send-draft.ts'

const NAME = 'Synthetic Zvqx'
const person = [
  ['heard_lang', 'ron'],
  ['heard_how', 'read_together'],
  ['interpreter', 'in_person'],
  ['full_name', NAME],
  ['known_as_none', 'declined_to_say'],
  ['age_band', 'from_27_to_29'],
  ['gender', 'feminine'],
  ['only_worker', 'yes'],
  ['spoken_languages', 'ron'],
  ['spoken_languages', 'eng'],
]
const safety = [
  ['risk_level', 'medium'],
  ['return_kind', 'own_choice'],
  ['decision', 'yes'],
  ['fit_to_travel', 'yes'],
]
const choice = [
  ['items', 'age_band'],
  ['items', 'full_name'],
  ['items', 'contact_rules'],
  ['agree_lang', 'ron'],
]
const said = { answer: 'given', agree_how: 'read_together', agree_interpreter: 'in_person' }

type Worker = ReturnType<typeof aPageVisitor>

/** What the page shows together with its question, as its form sends it back. */
const shownOn = (html: string) => /name="shown" value="([^"]*)"/.exec(html)?.[1] ?? ''

const test = base
  .extend('worker', ({ visitor }) => aPageVisitor(visitor('case_worker')))
  .extend('wish', ({ network }) => [
    ['services', 'safe_housing'],
    ['services', 'legal_aid'],
    ['receiver', network.receiver.org],
    ['arrival', '2099-01-05'],
    ['urgency', 'urgent'],
  ])

/** Begins a draft and gives the address of its pages. */
async function begin(worker: Worker): Promise<string> {
  const { to } = await worker.fill(await worker.see('/returns'), '/returns', {})
  expect(to).toMatch(/^\/returns\/[\w-]{22}\/return$/)
  return String(to).replace(/\/return$/, '')
}

/** Fills in one page; it leads on to the next one. */
async function save(worker: Worker, draft: string, page: string, form: string[][], next: string) {
  const { status, to } = await worker.fill(
    await worker.see(`${draft}/${page}`),
    `${draft}/${page}`,
    form,
  )
  expect([status, to]).toEqual([303, `${draft}/${next}`])
}

async function agree(worker: Worker, draft: string, answer: object = said) {
  const chosen = await worker.fill(await worker.see(`${draft}/agree`), `${draft}/choice`, choice)
  expect(chosen.to).toBe(`${draft}/agree#together`)
  const page = await worker.see(`${draft}/agree`)
  const { to } = await worker.fill(page, `${draft}/agree`, {
    ...said,
    ...answer,
    shown: shownOn(page),
  })
  expect(to).toBe(`${draft}/send`)
}

async function prepare(worker: Worker, wish: string[][]): Promise<string> {
  const draft = await begin(worker)
  await save(worker, draft, 'return', wish, 'person')
  await save(worker, draft, 'person', person, 'safety')
  await save(worker, draft, 'safety', safety, 'agree')
  await agree(worker, draft)
  return draft
}

const countOf = async (db: Parameters<typeof sendDraft>[0]['context']['db']) => ({
  people: (await db.selectFrom('person').select('id').execute()).length,
  agreements: (await db.selectFrom('agreement').select('id').execute()).length,
  referrals: (await db.selectFrom('referral').select('id').execute()).length,
  offers: (
    await db.selectFrom('referral_event').select('n').where('type', '=', 'offered').execute()
  ).length,
})

const one = { people: 1, agreements: 1, referrals: 1, offers: 1 }
let before = { people: 0, agreements: 0, referrals: 0, offers: 0 }
beforeEach<{ db: Parameters<typeof countOf>[0] }>(async ({ db }) => {
  before = await countOf(db)
})
async function added(db: Parameters<typeof countOf>[0]) {
  const now = await countOf(db)
  return Object.fromEntries(
    Object.entries(now).map(([name, count]) => [name, count - before[name as keyof typeof now]]),
  )
}

test('a form that is not whole comes back with what was typed, and that is kept', async ({
  worker,
}) => {
  const draft = await begin(worker)
  const page = await worker.see(`${draft}/return`)
  const refused = await worker.fill(page, `${draft}/return`, { urgency: 'urgent' })
  expect(refused.status).toBe(422)
  for (const html of [refused.text]) {
    expect(html).toContain('govuk-error-summary')
    expect(html).toContain('href="#services"')
    expect(html).toContain('href="#receiver"')
  }
  for (const html of [refused.text, await worker.see(`${draft}/return`)]) {
    expect(html).toMatch(/value="urgent" checked/)
  }
  const again = await worker.fill(await worker.see(`${draft}/person`), `${draft}/person`, {
    full_name: NAME,
    age_band: 'from_9_to_17',
  })
  expect(again.status).toBe(422)
  expect(again.text).toContain(`value="${NAME}"`)
  expect(await worker.see(`${draft}/person`)).toContain(`value="${NAME}"`)
})

test('days that cannot be are said where they are typed, and before anything is held', async ({
  worker,
  wish,
  db,
}) => {
  const draft = await prepare(worker, wish)
  const changed = async (page: string, form: string[][], day: [string, string]) => {
    const path = `${draft}/${page}`
    const others = form.filter(([field]) => field !== day[0])
    return worker.fill(await worker.see(path), path, [...others, [...day]])
  }
  const early = await changed('return', wish, ['arrival', '2020-01-06'])
  expect(early.status).toBe(422)
  expect(early.text).toContain('href="#arrival"')
  expect(await worker.see(`${draft}/send`)).toContain('href="#arrival"')
  const unborn = await changed('person', person, ['birth_date', '2199-01-01'])
  expect(unborn.status).toBe(422)
  expect(unborn.text).toContain('href="#birth_date"')
  expect(await added(db)).toEqual({ people: 0, agreements: 0, referrals: 0, offers: 0 })

  expect((await changed('return', wish, ['arrival', '2099-01-05'])).to).toBe(`${draft}/person`)
  expect((await changed('person', person, ['birth_date', '1999-01-01'])).to).toBe(`${draft}/safety`)
})

test('four pages and a yes are sent once, however often they are', async ({ worker, wish, db }) => {
  const draft = await prepare(worker, wish)
  expect(await added(db)).toEqual({ people: 0, agreements: 0, referrals: 0, offers: 0 })
  const paper = await worker.see(`${draft}/paper`)
  expect(paper).toContain('lang="ro"')
  // Her worker reads what is put to her; her paper says it in her language alone.
  const inEnglish = 'You choose what is passed on'
  expect(await worker.see(`${draft}/agree`)).toContain(inEnglish)
  expect(paper).not.toContain(inEnglish)

  const sent = await worker.fill(await worker.see(`${draft}/send`), `${draft}/send`, {})
  expect([sent.status, sent.to]).toEqual([303, expect.stringMatching(/^\/sending\/[\w-]{22}\?/)])
  expect(await sent.again()).toBe(303)
  expect(await added(db)).toEqual(one)

  const page = await worker.see(String(sent.to))
  expect(page).toContain('72')
  expect(page).not.toContain(NAME)
  const kept = await db
    .selectFrom('page_draft')
    .selectAll()
    .where('id', '=', draft.split('/')[2] as RandomId)
    .executeTakeFirstOrThrow()
  expect([kept.sealed, kept.referral_id]).toEqual([null, String(sent.to).slice(9, 31)])
})

test('a page that has changed is put to her again before anything goes, whatever was answered', async ({
  worker,
  wish,
  db,
}) => {
  const draft = await prepare(worker, wish)
  const leadsTo = async () => /action="([^"#]*)"/.exec(await worker.see(draft))?.[1]
  await save(worker, draft, 'safety', safety, 'agree')
  const send = await worker.see(`${draft}/send`)
  expect(send).toContain(`action="${draft}/send"`)

  await save(worker, draft, 'safety', [...safety, ['allergies', 'Synthetic']], 'agree')
  expect(await leadsTo()).not.toBe(`${draft}/send`)
  const agreed = await worker.see(`${draft}/agree`)
  expect(agreed).not.toMatch(/name="answer"[^>]* checked/)
  expect((await worker.fill(send, `${draft}/send`, {})).status).toBe(409)
  expect(await added(db)).toEqual({ people: 0, agreements: 0, referrals: 0, offers: 0 })
})

test('when the session ends in the middle, nothing that was saved is lost', async ({
  visitor,
  wish,
  db,
}) => {
  const browser = visitor('case_worker')
  const worker = aPageVisitor(browser)
  const draft = await begin(worker)
  await save(worker, draft, 'return', wish, 'person')
  await save(worker, draft, 'person', person, 'safety')
  const open = await worker.see(`${draft}/safety`)
  await browser.send('/sign-out')
  const refused = await worker.fill(open, `${draft}/safety`, safety)
  expect(refused.status).toBe(401)

  expect(await worker.see(draft)).toContain(`action="${draft}/safety"`)
  expect(await worker.see(`${draft}/person`)).toContain(`value="${NAME}"`)
  await save(worker, draft, 'safety', safety, 'agree')
  await agree(worker, draft)
  const sent = await worker.fill(await worker.see(`${draft}/send`), `${draft}/send`, {})
  expect(sent.status).toBe(303)
  expect(await added(db)).toEqual(one)
})

test('stopped anywhere while sending, it goes on where it stopped', async ({
  visitor,
  wish,
  db,
  context,
}) => {
  const browser = visitor('case_worker')
  const draft = await prepare(aPageVisitor(browser), wish)
  const { actor } = JSON.parse((await browser.arriveAt('/probe')).text)
  const pages = openPages(neutralSettings)
  const exchange = { wake: () => {} }
  const id = draft.split('/')[2] as RandomId

  let referral: RandomId | null | undefined
  let stops = 0
  for (; referral === undefined; stops += 1) {
    let left = stops
    const randomId = () => {
      left -= 1
      if (left < 0) throw new TypeError('stopped here')
      return context.randomId()
    }
    referral = await sendDraft(
      { context: { ...context, randomId }, exchange, pages },
      actor,
      id,
    ).catch((error) => {
      expect(error.message).toBe('stopped here')
      return undefined
    })
  }
  expect(stops).toBeGreaterThan(3)
  expect(await added(db)).toEqual(one)
  expect(await sendDraft({ context, exchange, pages }, actor, id)).toBe(referral)
  expect(await added(db)).toEqual(one)
})

test('a no is kept, and nothing is sent', async ({ worker, wish, db }) => {
  const draft = await prepare(worker, wish)
  await agree(worker, draft, { answer: 'refused' })
  const kept = await worker.fill(await worker.see(`${draft}/send`), `${draft}/send`, {})
  expect(kept.to).toBe('/returns?done=no_kept')
  expect(await added(db)).toEqual({ people: 1, agreements: 1, referrals: 0, offers: 0 })
})

test('what she answered holds for what she saw, and for nothing else', async ({ worker, wish }) => {
  const draft = await prepare(worker, wish)
  const page = await worker.see(`${draft}/agree`)
  const other = choice.filter(([, value]) => value !== 'full_name')
  await worker.fill(page, `${draft}/choice`, other)
  const late = await worker.fill(page, `${draft}/agree`, { ...said, shown: shownOn(page) })
  expect([late.status, late.text.includes('href="#items"')]).toEqual([422, true])
})

test('a draft is its own worker’s: a colleague does not find it', async ({ worker, visitor }) => {
  const draft = await begin(worker)
  const { reply } = await visitor('colleague').arriveAt(`${draft}/return`)
  expect(reply.status).toBe(404)
})
