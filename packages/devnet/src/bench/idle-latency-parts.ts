import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { signEnvelope, verifyEnvelope } from '@causeway/protocol/envelope'
import { openContent, sealContent } from '@causeway/protocol/record'
import { encodeBase64url, importOpeningKey, importSigningKey } from '@causeway/protocol/suite'
import { CompactJws, Digest, MailboxReply, NodeId, RandomId } from '@causeway/schemas/wire'
import { Client } from 'pg'
import type { HandoffNetwork } from './handoffs-network.ts'
import { keepAlive } from './load/keep-alive.ts'
import { provenRequest } from './load/request.ts'
import { sealedMail } from './load/sealed-mail.ts'
import { median } from './measure.ts'
import { openNetwork } from './signing-network.ts'

const TIMES = 60
const WARM_UP = 60
/** Beyond any number that a node has given. */
const FIRST_SEQ = 1_000_000
/** Milliseconds until a poll waits at the hub. */
const SETTLE = 10

const keyIn = async (file: string) => JSON.parse(await readFile(file, 'utf8'))

/** Milliseconds of one act while nothing else goes on: the median. */
async function time(act: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let n = 0; n < WARM_UP + TIMES; n += 1) {
    const start = performance.now()
    await act()
    if (n >= WARM_UP) taken.push(performance.now() - start)
  }
  return median(taken)
}

/** A transaction that counts, finds and marks one row, as numbering what is to be sent does. */
export async function timeNumbering(adminUrl: string): Promise<number> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  await client.query('create table bench_number (id int primary key, n int not null)')
  await client.query('insert into bench_number values (1, 0), (2, 0)')
  const update = 'update bench_number set n = n + 1 where id = $1 returning n'
  const statements = [
    { text: 'begin' },
    { name: 'count', text: update, values: [1] },
    { name: 'find', text: 'select n from bench_number where id = $1', values: [2] },
    { name: 'mark', text: update, values: [2] },
    { text: 'commit' },
  ]
  const taken = await time(async () => {
    for (const statement of statements) await client.query(statement)
  })
  await client.end()
  return taken
}

/** An envelope of the size of an offer, from being submitted until a waiting poll has it. */
export async function timePassing({ hub, files }: HandoffNetwork): Promise<number> {
  const [from, to] = [files.nodes.gb, files.nodes.ro]
  if (!from || !to) throw new TypeError('Two nodes have keys')
  const sign = await importSigningKey(await keyIn(from.signingKey))
  const submitter = await importSigningKey(await keyIn(from.transportKey))
  const poller = await importSigningKey(await keyIn(to.transportKey))
  const url = new URL(hub.url)
  const [sending, polling] = [await keepAlive(url), await keepAlive(url)]
  let seq = FIRST_SEQ
  let after = 0
  const pass = async () => {
    seq += 1
    const envelopes = [sealedMail('gb', 'ro', seq, sign)]
    const body = JSON.stringify({ envelopes })
    const submission = provenRequest(new URL('/v1/envelopes', url), submitter, body)
    const poll = new URL(`/v1/mailbox?after=${after}&wait=5`, url)
    const waiting = polling.send(provenRequest(poll, poller))
    await sleep(SETTLE)
    const start = performance.now()
    await sending.send(submission)
    const { mail } = MailboxReply.parse(JSON.parse((await waiting).body))
    const taken = performance.now() - start
    after = mail.at(-1)?.position ?? after
    return taken
  }
  const taken: number[] = []
  for (let n = 0; n < WARM_UP + TIMES; n += 1) taken.push(await pass())
  for (const connection of [sending, polling]) connection.close()
  return median(taken.slice(WARM_UP))
}

/** An envelope verified and opened, in this process. */
export async function timeOpening({ files }: HandoffNetwork): Promise<number> {
  const directory = await openNetwork(files)
  const keys = { gb: files.nodes.gb, ro: files.nodes.ro }
  if (!keys.gb || !keys.ro) throw new TypeError('Two nodes have keys')
  const now = Math.floor(Date.now() / 1000)
  const [from, to] = [NodeId.parse('gb'), NodeId.parse('ro')]
  const sealing = directory.findSealingKey(to, now)
  if (!sealing) throw new TypeError('The receiver has a sealing key')
  const opening = await importOpeningKey(await keyIn(keys.ro.sealingKey))
  const random = (bytes: number) => encodeBase64url(randomBytes(bytes))
  const addressing = { id: RandomId.parse(random(16)), from, to, salt: Digest.parse(random(32)) }
  const event = CompactJws.parse(`${random(200)}.${random(2_000)}.${random(64)}`)
  const sealed = await sealContent(addressing, [{ type: 'referral.event', event }], sealing)
  const signing = await importSigningKey(await keyIn(keys.gb.signingKey))
  const mail = { envelope: signEnvelope(sealed, 1, now, signing), ct: sealed.ct }
  return time(async () => {
    const verified = verifyEnvelope(mail, directory, now)
    await openContent(mail, verified, () => opening)
  })
}
