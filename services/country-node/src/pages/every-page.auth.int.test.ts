import { randomUUID } from 'node:crypto'
import { FORM_TOKEN } from '@causeway/page-kit'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { type PageRoute, pageRoutesOf } from '../../test/page-routes.ts'
import { anId, nowInSeconds } from '../../test/peer.ts'
import { test as base } from '../../test/sign-in-test.ts'
import type { Visitor } from '../../test/visitor.ts'

const html = { accept: 'text/html' }

/** Pages that show nothing of anybody, and the ways in and out. */
const open = [
  'GET /*',
  'GET /accessibility',
  'GET /hidden',
  'GET /privacy',
  'GET /sign-in',
  'GET /sign-in/callback',
  'GET /signed-out',
  'POST /exit',
]

const nameOf = ({ method, url }: PageRoute) => `${method} ${url}`

/** The address with these ids in it. */
const addressOf = ({ url }: PageRoute, id: string) =>
  url.replace(':agreement', anId()).replace(':item', 'full_name').replace(':id', id)

/** Without what differs by chance, or names the address itself. */
const bare = (page: string, id: string) =>
  page.replaceAll(id, '').replaceAll(/nonce="[^"]*"|value="[^"]*"|data-[\w-]+="[^"]*"/g, '')

const test = base
  .extend('pages', { scope: 'file' }, ({ app }) => pageRoutesOf(app))
  /** What is somebody’s in another organisation, by the first part of its address. */
  .extend(
    'theirs',
    { scope: 'file' },
    async ({ plannedThere, plannedHere, signedIn, db, network }) => {
      const [sent, received] = [await plannedThere(), await plannedHere()]
      const referral_id = sent.id as RandomId
      const alarm = anId()
      const about = { referral_id, side: 'sender', kind: 'unanswered', key: '9' } as const
      await db
        .insertInto('alarm')
        .values({ ...about, id: alarm, org: network.ours, round: 9, raised_at: nowInSeconds() })
        .execute()
      const worker = await signedIn('case_worker')
      const begin = async (path: string) => {
        const { reply } = await worker.send(path, { key: randomUUID() })
        return String(reply.headers.get('location')).split('/').at(-2) as string
      }
      return {
        sending: sent.id,
        receiving: received.id,
        alarms: alarm,
        returns: await begin('/returns'),
        practice: await begin('/practice/returns'),
      } as Record<string, string>
    },
  )

describe('every page', () => {
  test('but those for everybody sends a stranger to sign in, and takes no form', async ({
    pages,
    visitor,
    origin,
  }) => {
    expect(pages.length).toBeGreaterThan(150)
    const answered: string[] = []
    const stranger = visitor('case_worker')
    const from = { ...html, origin, 'sec-fetch-site': 'same-origin' }
    for (const page of pages) {
      const path = addressOf(page, anId())
      const form = { key: randomUUID(), [FORM_TOKEN]: anId() }
      const { reply } =
        page.method === 'GET'
          ? await stranger.get(path, html)
          : await stranger.post(path, form, from)
      const to = reply.headers.get('location') ?? ''
      const isSentAway = page.method === 'GET' && to === `/sign-in?to=${encodeURIComponent(path)}`
      if (!isSentAway && ![401, 403].includes(reply.status)) answered.push(nameOf(page))
    }
    const ways = open.filter((name) => name !== 'GET /sign-in/callback')
    expect(answered.toSorted()).toEqual(ways.toSorted())
  })

  test('refuses a form with a field that it has not, or without what is not typed', async ({
    pages,
    theirs,
    signedIn,
    origin,
  }) => {
    const worker = await signedIn('case_worker')
    await worker.arriveAt('/sign-in/confirm?to=/probe')
    const from = { ...html, origin, 'sec-fetch-site': 'same-origin' }
    const form = { [FORM_TOKEN]: await worker.formToken(), nothing_of_the_kind: 'x' }
    for (const page of pages) {
      if (page.method === 'GET' || !page.url.includes(':id')) continue
      const path = addressOf(page, theirs[page.url.split('/')[1] as string] as string)
      for (const key of [{}, { key: randomUUID() }]) {
        const { reply } = await worker.post(path, { ...form, ...key }, from)
        expect([nameOf(page), reply.status < 500]).toEqual([nameOf(page), true])
      }
    }
  })

  test('of another organisation looks like one that is not there, form or not', async ({
    pages,
    theirs,
    signedIn,
    origin,
  }) => {
    const neighbour = await signedIn('neighbour')
    await neighbour.arriveAt('/sign-in/confirm?to=/probe')
    const token = await neighbour.formToken()
    const ask = async (who: Visitor, page: PageRoute, id: string) => {
      const path = addressOf(page, id)
      const form = { key: '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d', [FORM_TOKEN]: token }
      const from = { ...html, origin, 'sec-fetch-site': 'same-origin' }
      const { reply, text } =
        page.method === 'GET' ? await who.get(path, html) : await who.post(path, form, from)
      const to = reply.headers.get('location') ?? ''
      return [nameOf(page), reply.status, bare(to, id), bare(text, id)]
    }
    const about = pages.filter(({ url }) => url.includes(':id'))
    expect(about.length).toBeGreaterThan(130)
    for (const page of about) {
      const part = page.url.split('/')[1] as string
      const [foreign, missing] = [theirs[part] as string, anId()]
      const seen = await ask(neighbour, page, foreign)
      expect(seen).toEqual(await ask(neighbour, page, missing))
      /** Pages that look at nothing: an address that a form was sent to leads to its page. */
      const leadsOn = seen[1] === 303
      if (!leadsOn) expect(seen.slice(0, 2)).toEqual([nameOf(page), 404])
      if (page.method !== 'GET' || leadsOn) continue
      const malformed = await ask(neighbour, page, 'nothing-of-the-kind')
      expect(malformed.slice(0, 2)).toEqual(seen.slice(0, 2))
    }
  })
})
