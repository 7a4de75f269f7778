import type { AlarmRole } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { SendMailOptions } from 'nodemailer'
import { beforeEach, describe, expect, onTestFinished } from 'vitest'
import { HOUR } from '../../test/deadline-facts.ts'
import { test as base } from '../../test/deadline-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { startSmtpServer } from '../../test/smtp-server.ts'
import { notify } from '../alarms/notify.ts'
import type { Database } from '../database/schema.ts'
import { neutralSettings, openPages } from '../pages/page-site.ts'
import type { MailParts } from './compose-mail.ts'
import { gatherMail } from './gather-mail.ts'
import { limits } from './mail-state.ts'
import { type MailTransport, openTransport } from './mail-transport.ts'
import { sendMail } from './send-mail.ts'

const letterhead = {
  from: 'noreply@example.org',
  origin: 'https://node.test',
  language: 'en' as const,
  pages: openPages(neutralSettings),
}

const test = base
  /** Everybody has signed in once, so that the node knows an address of theirs. */
  .extend('known', { scope: 'file' }, async ({ as, network }) => {
    for (const { sub } of network.users) {
      if (!['foreigner', 'unknown_role'].includes(sub)) await (await as(sub)).get('/notices')
    }
    return network.users.length
  })
  .extend('waiting', { scope: 'file' }, ({ node, network }) => {
    return (role: AlarmRole, org: RandomId = network.ours) =>
      node.db.transaction().execute((trx) => notify(trx, node, { role, org, kind: 'item_waiting' }))
  })
  /** One round of a process that delivers as `deliver` says. */
  .extend('aRound', { scope: 'file' }, ({ node, known: _ }) => {
    return async (deliver: (to: string, mail: SendMailOptions) => void) => {
      const transport: MailTransport = {
        send: async (mail) => deliver(String((mail.to as { address: string }).address), mail),
        close: () => {},
      }
      await gatherMail(node)
      while (await sendMail(node, letterhead, transport)) {}
    }
  })

beforeEach<{ clock: { offset: number }; db: Kysely<Database> }>(async ({ clock, db }) => {
  clock.offset = 0
  await db.deleteFrom('mail').execute()
  await db.deleteFrom('notification').execute()
})

describe('who is told', () => {
  test.for([
    ['worker', ['case_worker', 'colleague', 'duty_worker', 'intake_worker', 'untrained']],
    ['deputy', ['case_worker', 'colleague', 'duty_worker', 'untrained']],
    ['supervisor', ['supervisor']],
    ['focal_point', ['focal_point']],
  ] as const)('%s', async ([role, expected], { waiting, aRound }) => {
    const told: string[] = []
    await waiting(role)
    await aRound((to) => void told.push(to))
    expect(told.toSorted()).toEqual(expected.map((sub) => `${sub}@example.org`))
  })

  test('another organisation only of what is its own; the focal point of the whole node', async ({
    waiting,
    aRound,
    network,
  }) => {
    const told: string[] = []
    await waiting('worker', network.other)
    await waiting('focal_point', network.other)
    await aRound((to) => void told.push(to))
    expect(told.toSorted()).toEqual(['focal_point@example.org', 'neighbour@example.org'])
  })

  test('nobody: the log says so, loudly', async ({ waiting, aRound, network, lines }) => {
    lines.length = 0
    await waiting('supervisor', network.other)
    await aRound(() => expect.unreachable('there is nobody'))
    expect(lines.join('')).toContain('nobody_to_mail')
  })
})

describe('how often', () => {
  test('several things within a minute are one mail, and the first goes at once', async ({
    waiting,
    aRound,
    clock,
  }) => {
    const told: string[] = []
    const round = () => aRound((to) => void told.push(to))
    await waiting('supervisor')
    await waiting('supervisor')
    await round()
    expect(told).toHaveLength(1)
    await waiting('supervisor')
    await round()
    await waiting('supervisor')
    clock.offset = limits.gather - 5_000
    await round()
    expect(told).toHaveLength(1)
    clock.offset = limits.gather + 5_000
    await round()
    await round()
    expect(told).toHaveLength(2)
  })

  test('once, though several processes send', async ({ waiting, aRound }) => {
    const told: string[] = []
    await waiting('worker')
    const process = () => aRound((to) => void told.push(to))
    await Promise.all([process(), process(), process()])
    expect(told).toHaveLength(5)
    expect(new Set(told).size).toBe(5)
  })

  test('once more by another process, when one is killed between taking a mail and sending it', async ({
    waiting,
    node,
    clock,
    aRound,
  }) => {
    await waiting('supervisor')
    await gatherMail(node)
    const begun = Promise.withResolvers<MailParts['id']>()
    const killed: MailTransport = {
      send: (mail) => {
        begun.resolve(String(mail.messageId) as MailParts['id'])
        return new Promise(() => {})
      },
      close: () => {},
    }
    void sendMail(node, letterhead, killed)
    const first = await begun.promise

    const sent: unknown[] = []
    const round = () => aRound((_to, { messageId }) => void sent.push(messageId))
    await round()
    expect(sent).toEqual([])
    clock.offset = limits.claim + 1_000
    await round()
    expect(sent).toEqual([first])
  })

  test('again and again while it fails, with an alarm in the log, and no address there', async ({
    waiting,
    aRound,
    clock,
    lines,
    db,
  }) => {
    await waiting('supervisor')
    let tries = 0
    lines.length = 0
    const round = () =>
      aRound((to) => {
        tries += 1
        throw new Error(`no such mailbox: ${to}`)
      })
    for (let minute = 0; minute < 10; minute += 1) {
      clock.offset = minute * 60_000
      await round()
    }
    expect(tries).toBeGreaterThanOrEqual(4)
    expect(lines.join('')).toContain('mail_failing')
    clock.offset = limits.givenUp + 60_000
    await round()
    expect(lines.join('')).toContain('mail_given_up')
    expect(lines.join('')).not.toContain('supervisor@')
    const { ended_at, is_sent } = await db.selectFrom('mail').selectAll().executeTakeFirstOrThrow()
    expect([ended_at !== null, is_sent]).toEqual([true, false])
  })
})

test('over SMTP it names neither machine nor program, and comes when the server is back', async ({
  waiting,
  node,
  known: _,
  clock,
}) => {
  const server = await startSmtpServer()
  onTestFinished(() => server.close())
  const way = { host: '127.0.0.1', port: server.port, secure: false, isLocal: true }
  const transport = openTransport({ from: letterhead.from, way })
  server.state.isAway = true
  await waiting('supervisor')
  await gatherMail(node)
  expect(await sendMail(node, letterhead, transport)).toBe(true)
  expect(server.state.mails).toEqual([])

  server.state.isAway = false
  clock.offset = 60_000
  expect(await sendMail(node, letterhead, transport)).toBe(true)
  expect(await sendMail(node, letterhead, transport)).toBe(false)
  expect(server.state.mails).toHaveLength(1)
  expect(server.state.commands).toEqual([
    'EHLO example.org',
    'MAIL FROM:<noreply@example.org>',
    'RCPT TO:<supervisor@example.org>',
    'DATA',
  ])
})

test('whatever a referral holds, the mail about it is the same', async ({
  offeredHere,
  sweepAt,
  clock,
  aRound,
}) => {
  const mailsAbout = async (urgency: 'emergency' | 'urgent', days: number) => {
    clock.offset = 0
    await offeredHere(urgency)
    await sweepAt(nowInSeconds() + days * 24 * HOUR)
    const mails = new Map<string, object>()
    await aRound((to, { messageId: _, date: __, ...mail }) => void mails.set(to, mail))
    return mails
  }
  const one = await mailsAbout('emergency', 3)
  const another = await mailsAbout('urgent', 6)
  expect(Math.min(one.size, another.size)).toBeGreaterThan(1)
  const [model] = one.values()
  for (const [to, mail] of [...one, ...another]) {
    expect(mail).toEqual({ ...model, to: { name: '', address: to } })
  }
})
