import { verifyAgreementReceipt } from '@causeway/protocol/record'
import type { RandomId } from '@causeway/schemas/wire'
import { beforeEach, describe, expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { readPdf } from '../../../test/read-pdf.ts'
import { test as base } from '../../../test/sign-in-test.ts'
import { seconds } from '../../context.ts'

const test = base
  .extend('strong', { scope: 'file' }, async ({ signedIn }) => {
    const visitor = await signedIn('case_worker')
    await visitor.arriveAt('/sign-in/confirm?to=/probe')
    return visitor
  })
  /** What a browser gets at this address, as it came. */
  .extend('open', { scope: 'file' }, ({ strong, origin }) => async (path: string) => {
    const reply = await fetch(new URL(path, origin), {
      headers: { cookie: `__Host-causeway-gb=${strong.cookie()}` },
      redirect: 'manual',
    })
    return { reply, bytes: Buffer.from(await reply.arrayBuffer()) }
  })
  .extend('papersOf', { scope: 'file' }, ({ strong }) => async (id: string) => {
    const page = await aPageVisitor(strong).see(`/sending/${id}/papers`)
    const links = [...page.matchAll(/href="([^"]*\.pdf)"/g)].map(([, href = '']) => href)
    const [copy = '', receipt = ''] = links
    return { page, links, copy, receipt }
  })

beforeEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

const flat = (text: string) => text.replace(/\s+/g, ' ')

describe('what she agreed to', () => {
  test('is a paper in her language with the exact wording, and nothing of who she is', async ({
    acceptedThere,
    papersOf,
    open,
    node,
    owner,
  }) => {
    const { id, person } = await acceptedThere()
    const { links, copy } = await papersOf(id)
    expect(links).toHaveLength(2)
    const { reply, bytes } = await open(copy)
    expect(reply.status).toBe(200)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'content-disposition': 'inline; filename="paper.pdf"',
    })
    const read = readPdf(bytes)
    expect(read.objects).toContain('/Lang (ro)')
    expect([read.missing, read.untagged]).toEqual([0, 0])
    expect(flat(read.text)).toContain('Vă puteți opri oricând')

    const agreement = await node.db
      .selectFrom('agreement')
      .selectAll()
      .where('person_id', '=', person as RandomId)
      .executeTakeFirstOrThrow()
    const wording = await node.vault.open(
      node.db,
      person as RandomId,
      'agreement',
      agreement.text_sealed,
      agreement.id,
    )
    const lines = wording.toString().split('\n')
    for (const line of lines)
      expect(flat(read.text)).toContain(flat(line.replace(/^- /, '')).trim())
    for (const secret of [person, agreement.person_alias, id]) {
      expect(bytes.toString('latin1') + read.text).not.toContain(secret)
    }

    const entries = await owner.selectFrom('audit').select('entry').execute()
    const acts = entries.map(({ entry }) => JSON.parse(entry))
    expect(acts.filter(({ act }) => act === 'agreement.copy')).toMatchObject([
      { subject: agreement.id },
    ])
  })

  test('has a receipt whose signature is in it', async ({
    acceptedThere,
    papersOf,
    open,
    node,
  }) => {
    const { id } = await acceptedThere()
    const { reply, bytes } = await open((await papersOf(id)).receipt)
    expect(reply.status).toBe(200)
    const { files, text, missing } = readPdf(bytes)
    const receipt = verifyAgreementReceipt(files[0] as never, node.directory, seconds(node.now))
    expect(flat(text)).toContain(receipt.receipt_id)
    expect(flat(text)).toContain(receipt.record.pii_processing.text_sha256)
    expect(missing).toBe(0)
  })

  test('of another handover is not there', async ({ acceptedThere, papersOf, open }) => {
    const [one, other] = [await acceptedThere(), await acceptedThere()]
    const { copy } = await papersOf(one.id)
    const foreign = copy.replace(one.id, other.id)
    expect((await open(foreign)).reply.status).toBe(404)
  })
})

test('the card is small, in her language, and says what a driver might be told', async ({
  plannedThere,
  papersOf,
  open,
  as,
}) => {
  const { id } = await plannedThere()
  const { links } = await papersOf(id)
  expect(links).toContain(`/sending/${id}/card.pdf`)
  const card = (await (await as('case_worker')).get(`/referrals/${id}/card`)).json()
  const { reply, bytes } = await open(`/sending/${id}/card.pdf`)
  expect(reply.status).toBe(200)
  const read = readPdf(bytes)
  expect(read.objects).toContain('/MediaBox [0 0 297.64 419.53]')
  expect(read.objects.match(/\/Type \/Page\n/g)).toHaveLength(1)
  const text = flat(read.text)
  for (const part of [card.code, card.answer, card.place, ...card.duty_phones]) {
    expect(text).toContain(part)
  }
  const topics = /causeway|handover|referral|agreement|survivor|victim|synthetic/i
  expect(bytes.toString('latin1') + text).not.toMatch(topics)
  expect(text).not.toContain(id.slice(0, 8))
})
