import { Language } from '@causeway/page-kit'
import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { describe, expect, test } from 'vitest'
import { neutralSettings, openPages } from '../pages/page-site.ts'
import { composeMail } from './compose-mail.ts'

const pages = openPages(neutralSettings)
const origin = 'https://signin.example.org'
const letterhead = { from: 'noreply@example.org', origin, pages }
const transport = createTransport({ streamTransport: true, buffer: true })

async function bytesOf(language: Language, parts: Parameters<typeof composeMail>[1]) {
  const { message } = await transport.sendMail(composeMail({ ...letterhead, language }, parts))
  return (message as Buffer).toString('latin1')
}

const parts = { id: 'AbCdEfGhIjKlMnOpQrStUv' as RandomId, at: new Date('2026-11-22T09:00:00Z') }
const to = 'ash@example.org'

describe.each(Language.options)('in %s', (language) => {
  test('whoever it is for and whenever: apart from that no byte differs', async () => {
    const ids = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => {
      return Buffer.from(bytes).toString('base64url') as RandomId
    })
    const addresses = fc.stringMatching(/^[a-z0-9]{1,20}$/).map((name) => `${name}@example.net`)
    const days = fc.date({
      min: new Date('2024-01-01T00:00:00Z'),
      max: new Date('2040-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    const model = await bytesOf(language, { ...parts, to })
    await fc.assert(
      fc.asyncProperty(ids, addresses, days, async (id, address, at) => {
        const bytes = await bytesOf(language, { id, at, to: address })
        const asModel = bytes
          .replace(`<${id}@`, `<${parts.id}@`)
          .replace(`To: ${address}`, `To: ${to}`)
          .replace(/^Date: .*$/m, 'Date: Sun, 22 Nov 2026 09:00:00 +0000')
        expect(asModel).toBe(model)
      }),
      { seed: 41 },
    )
  })

  test('it has these headers and no other: no name, program or machine', async () => {
    const [head = ''] = (await bytesOf(language, { ...parts, to })).split('\r\n\r\n')
    const names = head.split(/\r?\n(?! )/).map((line) => line.split(':')[0])
    expect(names.toSorted()).toEqual([
      'Auto-Submitted',
      'Content-Transfer-Encoding',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
    ])
    expect(head).toContain('From: noreply@example.org')
    expect(head).toContain(`To: ${to}`)
    expect(head).toContain(`Message-ID: <${parts.id}@example.org>`)
  })

  test('it says that something waits, and not what this is about', () => {
    const { subject, text } = composeMail({ ...letterhead, language }, { ...parts, to })
    const said = `${subject} ${text}`.toLowerCase()
    expect(said).toContain('1')
    expect(said).toContain(`${origin}/`)
    const topics =
      /causeway|handover|referral|survivor|victim|traffick|predare|overdracht|übergabe|betroffen/
    expect(said).not.toMatch(topics)
  })
})
