import { readFile } from 'node:fs/promises'
import { cosign, signCheckpoint } from '@causeway/protocol/log'
import { expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { aDigest, nowInSeconds } from '../../../test/peer.ts'
import { test } from '../../../test/sign-in-test.ts'
import { createHubClient } from '../../exchange/hub-client.ts'
import { followLog } from '../../witness/log-head.ts'
import { noteFinding } from '../../witness/note-finding.ts'
import { readCheckpoint } from '../../witness/read-checkpoint.ts'

const readers = ['data_protection_officer', 'node_administrator'] as const

test('the front page of who looks after the node says how far the record is confirmed, and what was found', async ({
  visitor,
  context,
  files,
  ro,
  nl,
  db,
}) => {
  const pages = async () => Promise.all(readers.map((role) => aPageVisitor(visitor(role)).see('/')))
  for (const page of await pages()) expect(page).toContain('Not confirmed yet')

  const root = aDigest()
  const checkpoint = { origin: context.directory.logTrust.origin, size: 1, root }
  const skey = (await readFile(files.logKey, 'utf8')).trim()
  const lines = [ro, nl].map(({ witness }) => cosign(checkpoint, nowInSeconds(), witness))
  const text = signCheckpoint(checkpoint, skey) + lines.join('')
  const seen = await readCheckpoint(context, text)
  if (!seen) throw new Error('not a checkpoint')
  const transportKey = context.signingKey
  const hub = createHubClient({ origin: 'http://hub.invalid', transportKey, now: context.now })
  expect(await followLog(context, hub, seen)).toBe(true)
  for (const page of await pages()) {
    expect(page).toMatch(/--calm">Confirmed<\/strong> Last confirmed by 2 of 3 countries: /)
    expect(page).not.toContain('by telephone')
  }

  const evidence = { merge_by: 1, asked_at: 400 }
  await noteFinding(context, { kind: 'leaf_missing', subject: aDigest() as never, evidence })
  for (const page of await pages()) {
    expect(page).toMatch(
      /The hub has not put mail on record<\/strong>\s*<strong[^>]*--late">Not settled</,
    )
    expect(page).toContain('by telephone')
    expect(page).toContain('Last confirmed by 2 of 3 countries: ')
    expect(page).not.toMatch(/>Confirmed<|Nothing waits for you/)
    expect(page).not.toContain(root)
  }
  expect(await db.selectFrom('log_finding').select('kind').execute()).toHaveLength(1)
})
