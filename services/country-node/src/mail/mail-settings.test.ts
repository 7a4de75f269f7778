import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { mailAddress, mailMistake, mailOf, mailUrl } from './mail-settings.ts'

const Fields = z.object({
  NODE_MAIL_URL: mailUrl.optional(),
  NODE_MAIL_FROM: mailAddress.optional(),
})
const NODE_MAIL_FROM = 'noreply@example.org'
const read = (NODE_MAIL_URL: string) => mailOf(Fields.parse({ NODE_MAIL_URL, NODE_MAIL_FROM }))

test.each([
  ['smtps://mail.example', { host: 'mail.example', port: 465, secure: true, isLocal: false }],
  ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false, isLocal: false }],
  ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, secure: false, isLocal: true }],
  ['file:///tmp/mail', { folder: '/tmp/mail' }],
])('%s', (url, way) => {
  expect(read(url)).toEqual({ from: NODE_MAIL_FROM, way })
})

test('a user comes with the password of a file', () => {
  const env = { ...Fields.parse({ NODE_MAIL_URL: 'smtps://node@mail.example', NODE_MAIL_FROM }) }
  const settings = mailOf({ ...env, NODE_MAIL_PASSWORD_FILE: 'secret' })
  expect(settings?.way).toMatchObject({ user: 'node', password: 'secret' })
})

describe('is refused', () => {
  test.each(['https://mail.example', 'smtps://node:secret@mail.example', 'mail.example'])(
    '%s',
    (NODE_MAIL_URL) => {
      expect(Fields.safeParse({ NODE_MAIL_URL, NODE_MAIL_FROM }).success).toBe(false)
    },
  )

  test('a name beside the address it writes from: names say whose it is', () => {
    expect(Fields.safeParse({ NODE_MAIL_FROM: 'Causeway <a@example.org>' }).success).toBe(false)
  })

  test('mail from nobody, and a folder where others can reach the node', () => {
    const smtp = Fields.parse({ NODE_MAIL_URL: 'smtps://mail.example' })
    const anywhere = { NODE_HOST: '127.0.0.1', NODE_ORIGIN: 'https://node.example' }
    expect(mailMistake(smtp, anywhere)?.path).toEqual(['NODE_MAIL_FROM'])
    const folder = Fields.parse({ NODE_MAIL_URL: 'file:///tmp/mail', NODE_MAIL_FROM })
    const mistakeAt = (host: string, origin: string) =>
      mailMistake(folder, { NODE_HOST: host, NODE_ORIGIN: origin })?.path
    expect(mistakeAt('0.0.0.0', 'http://127.0.0.1:8081')).toEqual(['NODE_MAIL_URL'])
    // Behind a proxy on the same machine.
    expect(mistakeAt('127.0.0.1', 'https://node.example')).toEqual(['NODE_MAIL_URL'])
    expect(mistakeAt('127.0.0.1', 'http://127.0.0.1:8081')).toBeUndefined()
  })
})

test('without an address of a server no mail is sent', () => {
  expect(mailOf(Fields.parse({}))).toBeUndefined()
})
