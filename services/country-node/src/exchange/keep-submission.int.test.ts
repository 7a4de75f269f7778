import { readFile } from 'node:fs/promises'
import { signReceipt } from '@causeway/protocol/receipt'
import { importSigningKey } from '@causeway/protocol/suite'
import { expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { aDigest, anId, nowInSeconds } from '../../test/peer.ts'
import { checkSubmission } from './keep-submission.ts'

test.for([
  ['now', 0, true],
  ['a minute ahead, as clocks are', 60, true],
  ['of a time that has not come, which no reader of evidence takes', 120, false],
] as const)('a receipt of the hub: %s', async ([, ahead, isTaken], { context, files, lines }) => {
  lines.length = 0
  const key = await importSigningKey(JSON.parse(await readFile(files.receiptKey, 'utf8')))
  const row = { id: anId(), identity: aDigest() }
  const at = nowInSeconds() + ahead
  const said = { kind: 'submission_accepted', by: 'hub', env: row.identity, at } as const
  const taken = checkSubmission(context, row, signReceipt({ ...said, merge_by: at + 60 }, key))
  expect([taken !== undefined, lines.join('').includes('hub_receipt_false')]).toEqual([
    isTaken,
    !isTaken,
  ])
})
