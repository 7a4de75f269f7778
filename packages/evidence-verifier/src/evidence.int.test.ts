import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askNodes } from '@causeway/devnet'
import {
  type EvidenceVerdict,
  sealEvidence,
  verifyEvidence,
  type WholeEvidence,
  writeEvidence,
} from '@causeway/protocol/evidence'
import { signReceipt } from '@causeway/protocol/receipt'
import { identityOf, readJws } from '@causeway/protocol/suite'
import { EvidenceBundle, type UnsealedEvidence } from '@causeway/schemas/evidence'
import { Receipt } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { test as base } from '../test/network-test.ts'
import { exportAt, verifyWith } from '../test/real-evidence.ts'
import { sameForm } from '../test/same-form.ts'
import { changes, type Draw, tamper } from '../test/tamper.ts'
import { sayVerdict } from './say/say-verdict.ts'

const now = () => Math.floor(Date.now() / 1000)
const read = (text: string) => EvidenceBundle.parse(JSON.parse(text))

const test = base
  .extend(
    'judge',
    { scope: 'file' },
    ({ root }) =>
      async (text: string) =>
        (await verifyEvidence(text, { root, now: now() })) as WholeEvidence,
  )
  .extend('folder', { scope: 'file' }, async ({ countries: _ }, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'causeway-evidence-'))
    onCleanup(() => rm(folder, { recursive: true }))
    return folder
  })
  .extend('reseal', { scope: 'file' }, ({ bundles, keys: [, gb] }) => {
    const { seal: _, ...honest } = read(bundles.sender)
    return (change: (honest: UnsealedEvidence) => Partial<UnsealedEvidence>) =>
      writeEvidence(sealEvidence({ ...honest, ...change(honest) }, now(), gb))
  })

const jwsOf = (jws: string) => readJws('cw-event+jws', jws).payload as { node: string }

const CHANGES = 1_000
const SEED = 20_261_122

/** Numbers in a row from one seed: the same changes each time, but for what is random in bundles. */
function drawsFrom(seed: number): Draw {
  let state = seed >>> 0
  return (bound) => {
    // The linear congruential step of Numerical Recipes; its high bits are the good ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * Math.max(1, bound))
  }
}

test('a thousand single changes of real bundles are found, every one', async ({
  bundles,
  keys,
  judge,
}) => {
  const kinds = Object.keys(changes)
  const seeds = fc.sample(fc.nat(), { seed: SEED, numRuns: CHANGES * 2 })
  const tally = new Map(kinds.map((kind) => [kind, 0]))
  const links = new Map<string, number>()
  let done = 0
  for (const [turn, seed] of seeds.entries()) {
    if (done === CHANGES) break
    const kind = kinds[done % kinds.length] as string
    const [text, other] =
      turn % 2 === 0 ? [bundles.sender, bundles.other] : [bundles.receiver, bundles.other]
    const changed = tamper(kind, { text, other, keys }, drawsFrom(seed))
    if (changed === text) continue
    const verdict = (await judge(changed)) as EvidenceVerdict
    if (verdict.holds) expect.fail(`not found: ${kind}, seed ${seed}`)
    const { link } = verdict.broken
    links.set(link, (links.get(link) ?? 0) + 1)
    tally.set(kind, (tally.get(kind) ?? 0) + 1)
    done += 1
  }
  console.log(`${done} changes, all found, by kind:`, Object.fromEntries(tally))
  console.log('by the first link that broke:', Object.fromEntries(links))
  expect(done).toBe(CHANGES)
  expect(Math.min(...tally.values())).toBeGreaterThan(CHANGES / kinds.length - 1)
  for (const text of Object.values(bundles)) {
    expect(await judge(text)).toMatchObject({ holds: true, gaps: [] })
  }
})

test('the file of the other node holds too, and both tell the same', async ({ bundles, judge }) => {
  const [ours, theirs] = [await judge(bundles.sender), await judge(bundles.receiver)]
  expect([ours.sealed.by, theirs.sealed.by]).toEqual(['gb', 'ro'])
  expect(theirs.events).toEqual(ours.events)
  expect(theirs.state).toEqual(ours.state)
  const of = ({ envelopes }: WholeEvidence) =>
    envelopes.map(({ identity, events, others }) => ({ identity, events, others }))
  expect(of(theirs)).toEqual(of(ours))
  const last = await judge(bundles.other)
  expect([ours.state.status, last.state.status]).toEqual(['withdrawn', 'closed'])
})

test('it holds as before when every key to any content is destroyed', async ({
  network,
  referrals: [, id],
  judge,
}) => {
  const take = () => Promise.all(['gb', 'ro'].map((node) => exportAt(network, node, id)))
  const before = await take()
  const gone = await askNodes(network, 'delete from data_key returning subject_id')
  expect(gone.length).toBeGreaterThan(0)
  const after = await take()
  for (const [at, text] of after.entries()) {
    expect(await judge(text)).toMatchObject({ holds: true, gaps: [] })
    expect({ ...read(text), seal: '' }).toEqual({ ...read(before[at] ?? ''), seal: '' })
  }
})

describe('a node that seals what it has changed', () => {
  test('cannot leave out what it had seen', async ({ reseal, judge }) => {
    const text = reseal(({ events, envelopes }) => {
      const theirs = events.findIndex((jws) => jwsOf(jws).node === 'ro')
      const [gone] = events.slice(theirs)
      const has = ({ signed }: { signed: string[] }) => signed.includes(identityOf(gone ?? ''))
      return { events: events.toSpliced(theirs, 1), envelopes: envelopes.filter((it) => !has(it)) }
    })
    expect(await judge(text)).toMatchObject({ broken: { link: 'events', fault: 'prev' } })
  })

  test('cannot say anything for the other', async ({ reseal, judge, keys: [, gb] }) => {
    const text = reseal(({ envelopes }) => {
      const [first, ...rest] = envelopes
      if (!first) throw new TypeError('nothing was sent')
      const receipts = first.receipts.map((jws) => {
        const receipt = Receipt.parse(readJws('cw-receipt+jws', jws).payload)
        return receipt.by === 'ro' ? signReceipt(receipt, gb) : jws
      })
      return { envelopes: [{ ...first, receipts }, ...rest] }
    })
    expect(await judge(text)).toMatchObject({ broken: { link: 'receipts', fault: 'key', at: 0 } })
  })

  test('can keep a receipt or the end to itself: the limits say so, the other file shows it', async ({
    reseal,
    judge,
    bundles,
  }) => {
    const without = reseal(({ envelopes }) => ({
      envelopes: envelopes.map((one, at) => (at === 0 ? { ...one, receipts: [] } : one)),
    }))
    expect(await judge(without)).toMatchObject({ holds: true, gaps: ['not_answered'] })

    const shorter = reseal(({ events, envelopes }) => ({
      events: events.slice(0, -1),
      envelopes: envelopes.slice(0, -1),
    }))
    const verdict = await judge(shorter)
    expect(verdict.holds).toBe(true)
    expect(sayVerdict(verdict).replaceAll(/\s+/g, ' ')).toContain(
      'newer events, receipts that speak',
    )
    const whole = await judge(bundles.receiver)
    expect(whole.events.length).toBe(verdict.events.length + 1)
  })
})

test('the command judges a file with the root key and nothing else', async ({
  bundles: { sender },
  network: { files },
  root,
  folder,
}) => {
  const file = join(folder, 'evidence.json')
  await writeFile(file, sender)
  const byFile = await verifyWith(file, '--root', files.rootKey)
  expect([byFile.code, byFile.err]).toEqual([0, ''])
  expect(byFile.out).toMatch(/^WHOLE: /)
  const byThumbprint = await verifyWith(file, '--root-thumbprint', root, '--json')
  expect(byThumbprint.code).toBe(0)
  expect(JSON.parse(byThumbprint.out)).toMatchObject({ holds: true, gaps: [] })

  const alone = await verifyWith(file)
  expect([alone.code, alone.out]).toEqual([2, expect.stringMatching(/^NOT PROVEN: /)])
  const wrong = await verifyWith(file, '--root-thumbprint', 'A'.repeat(43), '--json')
  expect([wrong.code, JSON.parse(wrong.out).broken.fault]).toEqual([1, 'root'])
  await writeFile(file, sender.replace('"v":1', '"v":2'))
  expect((await verifyWith(file, '--root', files.rootKey)).code).toBe(1)

  const misheard = await verifyWith(file, '--root-thumbprint', root.slice(0, -1))
  expect(misheard).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/43 characters/) })
  const keys = files.nodes.gb?.signingKey ?? ''
  for (const args of [
    [],
    [join(folder, 'none')],
    [file, '--root', file],
    [file, '--root', keys],
    [file, '--root-thumbprint', 'short'],
    [file, file],
    [file, '--jsn'],
  ]) {
    expect(await verifyWith(...args)).toMatchObject({ code: 2, out: '' })
  }
})

test('the verdict that the documentation prints is one that this program gives', async ({
  bundles: { sender },
  judge,
}) => {
  const docs = await readFile(new URL('../../../docs/evidence.md', import.meta.url), 'utf8')
  const [, printed = ''] = /```text\n(WHOLE: [^`]*)```/.exec(docs) ?? []
  expect(sameForm(printed)).toBe(sameForm(sayVerdict(await judge(sender))))
})
