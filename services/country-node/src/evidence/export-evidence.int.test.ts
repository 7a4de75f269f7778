import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifyEvidence, type WholeEvidence } from '@causeway/protocol/evidence'
import { signReceipt } from '@causeway/protocol/receipt'
import { thumbprint } from '@causeway/protocol/suite'
import { EvidenceBundle } from '@causeway/schemas/evidence'
import { describe, expect } from 'vitest'
import { anAccepted } from '../../test/conversation.ts'
import { test as base } from '../../test/hub-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { aDraft } from '../../test/story.ts'
import { dispatch } from '../exchange/dispatch.ts'
import { sendReceipts } from '../exchange/send-receipts.ts'
import { destroyDataKeys } from '../vault/data-key-queries.ts'

const entry = fileURLToPath(new URL('../cli/export-evidence.ts', import.meta.url))

const quiet = ['--disable-warning=ExperimentalWarning']

const test = base
  .extend('folder', { scope: 'file' }, async ({ network: _ }, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'causeway-evidence-'))
    onCleanup(() => rm(folder, { recursive: true }))
    return folder
  })
  .extend('settings', { scope: 'file' }, ({ files, hub, databases }) => ({
    NODE_ID: 'gb',
    NODE_DATABASE_URL: databases.url,
    NODE_HUB_ORIGIN: hub.origin,
    NODE_DIRECTORY_FILE: files.directory,
    NODE_ROOT_KEY_FILE: files.rootKey,
    NODE_SIGNING_KEY_FILE: files.nodes.gb?.signingKey ?? '',
    NODE_TRANSPORT_KEY_FILE: files.nodes.gb?.transportKey ?? '',
  }))
  .extend(
    'run',
    { scope: 'file' },
    ({ settings }) =>
      (args: string[], env: Record<string, string> = {}) =>
        new Promise<{ code: number; out: string; err: string }>((resolve) => {
          const options = { env: { ...settings, ...env }, maxBuffer: 2 ** 26 }
          const child = execFile(
            process.execPath,
            [...quiet, entry, ...args],
            options,
            (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
          )
        }),
  )
  .extend('judge', { scope: 'file' }, ({ context }) => async (text: string) => {
    const root = await thumbprint(context.directory.signed.root)
    return (await verifyEvidence(text, { root, now: nowInSeconds() })) as WholeEvidence
  })
  .extend(
    'accepted',
    { scope: 'file' },
    ({ as, db, network: { receiver }, node, client, ro, receive }) =>
      async () => {
        const worker = await as('case_worker')
        const it = await anAccepted({ db, peer: ro, receive }, worker, receiver)
        await dispatch(node, client, receiver.node)
        await sendReceipts(node, receiver.node)
        const sent = await db
          .selectFrom('outbox')
          .select(['identity', 'event_identity'])
          .where('referral_id', '=', it.id)
          .executeTakeFirstOrThrow()
        const [env, event] = [sent.identity ?? '', sent.event_identity ?? '']
        const applied = { kind: 'applied', by: 'ro', env, event, at: nowInSeconds() }
        const receipts = [signReceipt(applied as never, ro.signer)]
        await receive(await ro.post([{ type: 'receipt', receipts }]))
        return { ...it, worker }
      },
  )

describe('evidence that the node hands out', () => {
  test('holds, from the command line as from the interface, and says nothing of her', async ({
    accepted,
    run,
    judge,
  }) => {
    const { id, worker } = await accepted()
    const { code, out } = await run([id])
    expect(code).toBe(0)
    const verdict = await judge(out)
    expect(verdict).toMatchObject({ holds: true, referral: id, sender: 'gb', receiver: 'ro' })
    expect(verdict.events.map(({ type }) => type)).toEqual(['offered', 'accepted'])
    expect(verdict.envelopes).toHaveLength(2)
    expect(verdict.envelopes[0]?.receipts.map(({ kind }) => kind).toSorted()).toEqual([
      'applied',
      'submission_accepted',
    ])
    expect(out).not.toContain('Zqxvjw')

    const reply = await worker.get(`/referrals/${id}/evidence`)
    const [here, there] = [out, reply.body].map((text) => EvidenceBundle.parse(JSON.parse(text)))
    expect({ ...there, seal: '' }).toEqual({ ...here, seal: '' })
    expect((await judge(reply.body)).holds).toBe(true)
  })

  test('holds as before when the keys to all contents are destroyed', async ({
    accepted,
    run,
    judge,
    db,
  }) => {
    const { id, person } = await accepted()
    const before = EvidenceBundle.parse(JSON.parse((await run([id])).out))
    const gone = await db
      .transaction()
      .execute(async (trx) => [
        ...(await destroyDataKeys(trx, id)),
        ...(await destroyDataKeys(trx, person)),
      ])
    expect(gone.length).toBeGreaterThan(0)
    const { out } = await run([id])
    expect((await judge(out)).holds).toBe(true)
    expect({ ...EvidenceBundle.parse(JSON.parse(out)), seal: '' }).toEqual({ ...before, seal: '' })
  })

  test('stands in the audit, with who took it', async ({ accepted, run, owner }) => {
    const { id, worker } = await accepted()
    await worker.get(`/referrals/${id}/evidence`)
    await run([id])
    const rows = await owner
      .selectFrom('audit')
      .select('entry')
      .where('subject', '=', id)
      .orderBy('n')
      .execute()
    const taken = rows
      .map(({ entry }) => JSON.parse(entry))
      .filter(({ act }) => act === 'evidence.export')
    expect(taken.map(({ actor }) => actor.role ?? actor)).toEqual(['case_worker', 'system'])
    expect(taken[0].detail).toEqual({ envelopes: 2, events: 2 })
  })
})

describe('the command', () => {
  test('writes a file for its owner, and never over another', async ({ accepted, run, folder }) => {
    const { id } = await accepted()
    const out = join(folder, 'evidence.json')
    expect(await run([id, '--out', out])).toEqual({ code: 0, out: '', err: '' })
    expect((await stat(out)).mode & 0o777).toBe(0o600)
    await writeFile(out, 'kept')
    const again = await run(['--out', out, id])
    expect([again.code, again.out, again.err]).toEqual([1, '', expect.stringContaining('exists')])
    expect(await readFile(out, 'utf8')).toBe('kept')
    expect(await run([id, '--out', join(folder, 'none', 'x')])).toMatchObject({ code: 1, out: '' })
  })

  test('says what it lacks, and nothing that it was given', async ({ as, network, run }) => {
    const draft = await aDraft(await as('case_worker'), network.receiver)
    for (const id of [draft.id, 'AAAAAAAAAAAAAAAAAAAAAA']) {
      expect(await run([id])).toMatchObject({ code: 1, out: '' })
    }
    for (const args of [[], ['short'], ['--jsn'], [draft.id, draft.id], [draft.id, '--out']]) {
      const { code, out, err } = await run(args)
      expect([code, out, err]).toEqual([2, '', expect.stringContaining('Usage: causeway evidence')])
    }
    const unset = await run([draft.id], { NODE_SIGNING_KEY_FILE: '' })
    expect(unset).toMatchObject({ code: 2, err: expect.stringContaining('NODE_SIGNING_KEY_FILE') })
    const secret = 'postgres://user:secret@127.0.0.1:9/none'
    const nowhere = await run([draft.id], { NODE_DATABASE_URL: secret })
    expect([nowhere.code, nowhere.err.includes('secret')]).toEqual([2, false])
  })
})
