import { randomUUID } from 'node:crypto'
import { FORM_TOKEN } from '@causeway/page-kit'
import { describe, expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { anId } from '../../../test/peer.ts'
import { DURESS_PIN, PIN, test } from '../../../test/window-test.ts'

const html = { accept: 'text/html' }

/** As she types it, with the worker looking away. */
const typed = {
  window_language: 'ro',
  window_pin_new: PIN,
  window_pin_again: PIN,
  window_duress: DURESS_PIN,
  window_duress_again: DURESS_PIN,
}

const codeIn = (page: string) => /([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}/.exec(page)?.[0]

describe('the page on which her window is opened', () => {
  test('is for who looks after her: not for colleagues, other roles or organisations', async ({
    signedIn,
    acceptedThere,
  }) => {
    const { id } = await acceptedThere()
    const path = `/sending/${id}/window`
    const statusFor = async (user: string, at = path) => {
      const who = await signedIn(user)
      const [shown, sent] = [
        await who.get(at, html),
        await who.send(at, { ...typed, key: randomUUID() }),
      ]
      return [user, shown.reply.status, sent.reply.status]
    }
    expect((await (await signedIn('case_worker')).get(path, html)).reply.status).toBe(200)
    for (const user of ['colleague', 'intake_worker', 'duty_worker', 'police_liaison']) {
      expect(await statusFor(user)).toEqual([user, 403, 403])
    }
    expect(await statusFor('neighbour')).toEqual(['neighbour', 404, 404])
    expect((await statusFor('case_worker', `/sending/${anId()}/window`))[1]).toBe(404)
    expect((await statusFor('case_worker', `/receiving/${id}/window`))[1]).toBe(404)
  })

  test('shows the code once, and never again what she typed', async ({
    signedIn,
    acceptedThere,
    atDoor,
    db,
  }) => {
    const { id } = await acceptedThere()
    const path = `/sending/${id}/window`
    const worker = aPageVisitor(await signedIn('case_worker'))
    const setup = await worker.see(path)
    const near = { ...typed, window_duress: '271605', window_duress_again: '271605' }
    const refused = await worker.fill(setup, path, near)
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('must differ in three digits'),
    ])
    for (const pin of [PIN, '271605']) expect(refused.text).not.toContain(pin)

    const slip = await worker.fill(setup, path, typed)
    const code = codeIn(slip.text) ?? ''
    expect([slip.status, code.length]).toEqual([200, 19])
    for (const pin of [PIN, DURESS_PIN]) expect(slip.text).not.toContain(pin)
    const again = await worker.fill(setup, path, typed)
    expect([again.status, codeIn(again.text)]).toEqual([200, undefined])
    await atDoor().enter(code, PIN)

    const kept = JSON.stringify(await db.selectFrom('survivor_window').selectAll().execute())
    for (const secret of [code, code.replaceAll('-', ''), PIN, DURESS_PIN]) {
      expect(kept).not.toContain(secret)
    }
  })

  test('keeps no PIN when the worker’s session ends while she types', async ({
    signedIn,
    acceptedThere,
    origin,
    db,
  }) => {
    const path = `/sending/${(await acceptedThere()).id}/window`
    const worker = await signedIn('case_worker')
    await worker.get(path, html)
    const form = { ...typed, key: randomUUID(), [FORM_TOKEN]: await worker.formToken() }
    const from = { ...html, origin, 'sec-fetch-site': 'same-origin', referer: `${origin}${path}` }
    const seen_at = new Date(Date.now() - 16 * 60_000)
    for (const to of ['/sign-in/keep', path]) {
      await db.updateTable('session').set({ seen_at }).execute()
      expect([204, 303]).toContain((await worker.post(to, form, from)).reply.status)
      const { text } = await worker.arriveAt(`${path}?kept=1`)
      expect(text).toMatch(/value="ro" checked/)
      for (const pin of [PIN, DURESS_PIN]) expect(text).not.toContain(pin)
      Object.assign(form, { [FORM_TOKEN]: await worker.formToken() })
    }
  })

  test('closes it at once, in her browser too', async ({
    signedIn,
    acceptedThere,
    opened,
    entered,
  }) => {
    const { id, person } = await acceptedThere()
    const her = await entered(await opened(person))
    const worker = aPageVisitor(await signedIn('case_worker'))
    const path = `/sending/${id}/window`
    const closed = await worker.fill(await worker.see(path), `${path}/close`, {})
    expect([closed.status, closed.to]).toEqual([303, `/sending/${id}?done=window_closed`])
    expect((await her.get('/page')).reply.headers.get('location')).toBe('/')
    expect(await worker.see(path)).toContain('Her window is closed')
  })
})
