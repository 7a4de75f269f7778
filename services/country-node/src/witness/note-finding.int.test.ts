import { LogFinding } from '@causeway/schemas/api'
import { expect } from 'vitest'
import { test } from '../../test/log-test.ts'
import { aDigest } from '../../test/peer.ts'
import { noteFinding } from './note-finding.ts'

const text = 'x'.repeat(131_072)

test('a hub that makes up new findings as fast as it can fills neither table nor log', async ({
  anew,
  node,
  db,
  alarmsOf,
}) => {
  await anew()
  const find = (kind: string, evidence: object) =>
    noteFinding(node, LogFinding.parse({ kind, subject: aDigest(), evidence }))
  const alarms = await alarmsOf(async () => {
    for (let turn = 0; turn < 150; turn += 1) {
      await find('log_cosignature_false', { checkpoint: text })
      await find('leaf_missing', { merge_by: 1, asked_at: 2 })
    }
    await find('log_forked', { held: text, shown: text })
  })
  const rows = await db.selectFrom('log_finding').select('kind').execute()
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length
  const kinds = ['log_cosignature_false', 'leaf_missing', 'log_forked']
  expect(kinds.map(count)).toEqual([100, 150, 1])
  expect(alarms).toHaveLength(251)
})
