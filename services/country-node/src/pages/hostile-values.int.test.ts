import type { ItemCode } from '@causeway/schemas/record'
import { openBrowser } from '@causeway/testkit/browser'
import { expect, onTestFinished } from 'vitest'
import { complaintsOf, typeAs } from '../../test/browser-visit.ts'
import { aPacket, aPacketItem } from '../../test/offers.ts'
import { aHalf, aHandOver, aPlanText, aSignature } from '../../test/plans.ts'
import { test as base } from '../../test/sign-in-test.ts'
import { anOffered } from '../../test/story.ts'

/** CSS pixels, of a small telephone: nothing may need scrolling sideways. */
const WIDTH = 360

/** Markup, templates, texts within texts, a formula, signs that turn a line around: in one word. */
const SIGNS = `=1+1"'><svg/onload=alert(1)><script>alert(2)</script>{{7*7}}{%raw%}$t(kit.sign_out)`
const hostile = (length: number) => `${SIGNS}\u202e\u2066\u200b`.padEnd(length, 'w')
const line = hostile(200)
const name = hostile(120)

const people = { worker: name, deputy: `${SIGNS}x`, duty_phone: '+40700123456' }
const onCall = { first: line, second: name, duty_phone: '+40700123456' }
const asked = { data: { question: 'other', pauses_clock: false }, body: { text: hostile(2000) } }

const half = () => {
  const { risk } = aHalf()
  return aHalf({ on_call: [onCall, onCall], risk: { ...risk, note: hostile(8000) } })
}

function plan() {
  const meeting = { place: line, meeter: line, look: line }
  const { legs, ...rest } = aPlanText({ meeting, first_night: line })
  return { ...rest, legs: legs.map((leg) => ({ ...leg, from: line, to: line })) }
}

const test = base
  /** What they sent and we accepted, with a packet, a question and a plan full of it. */
  .extend(
    'here',
    { scope: 'file' },
    async ({ acceptedHere, as, say, ro, parties, linkOf, network, node, receive }) => {
      const { id } = await acceptedHere()
      const codes: ItemCode[] = ['full_name', 'safe_address', 'contact_rules', 'travel_notes']
      const items = codes.map((code) => aPacketItem(code, line))
      const grants = ro.grants({ items: codes, to: { node: node.nodeId, org: network.ours } })
      const place = { referral: id as never, ...parties, ...(await linkOf(ro, id)) }
      await receive(await ro.post([aPacket(ro, { ...place, items, grants }).message]))
      await say(ro, id, 'asked', asked)
      await say(ro, id, 'plan_signed', aSignature(plan(), { ...half(), hand_over: aHandOver() }))
      const reply = await (await as('case_worker')).post(`/referrals/${id}/plan/confirm`, aHalf())
      expect(reply.statusCode).toBe(200)
      return `/receiving/${id}`
    },
  )
  /** What we sent and they accepted. */
  .extend('there', { scope: 'file' }, async ({ as, say, ro, network, aProposal }) => {
    const worker = await as('case_worker')
    const { id } = await anOffered(worker, network.receiver)
    const data = { services: ['safe_housing'], not_accepted: ['legal_aid'] }
    await say(ro, id, 'accepted', { data, body: people })
    await say(ro, id, 'asked', asked)
    await say(ro, id, 'plan_signed', aSignature(plan(), half()))
    const reply = await worker.post(`/referrals/${id}/plan/confirm`, aProposal.confirmation())
    expect(reply.statusCode).toBe(200)
    return `/sending/${id}`
  })

const ofHere = ['', '/meet', '/sheet', '/answer', '/plan/2']
const ofThere = ['', '/plan', '/card', '/questions', '/propose']

test('whatever another country writes is words on a telephone, and nothing else', async ({
  here,
  there,
  origin,
}) => {
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 740 } })
  const said = complaintsOf(page)
  page.on('dialog', (dialog) => said.push(dialog.message()))
  await page.goto(origin)
  await typeAs(page, 'case_worker')
  for (const path of [...ofHere.map((it) => here + it), ...ofThere.map((it) => there + it)]) {
    await page.goto(origin + path)
    const typed = '[...document.querySelectorAll("input")].map(({ value }) => value).join()'
    const words = `${await page.locator('main').textContent()} ${await page.evaluate(typed)}`
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect([path, width, words.includes(SIGNS)]).toEqual([path, WIDTH, true])
  }
  const paper = await page.request.get(`${origin}${there}/card.pdf`)
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect(said).toEqual([])
})
