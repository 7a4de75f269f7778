import {
  completedBy,
  consistencyProofFrom,
  generateLogKey,
  leafHash,
  nodeReader,
  rootFrom,
  signCheckpoint,
} from '@causeway/protocol/log'
import { sha256 } from '@causeway/protocol/suite'
import { createLogger } from '@causeway/service-kit/log'
import { describe, expect, test } from 'vitest'
import { HubUnavailable } from '../exchange/hub-client.ts'
import { joinCheckpoints, type LogHistory } from './join-checkpoints.ts'

const origin = 'hub.example/log'
const { vkey, skey } = generateLogKey(origin)
const leaves = Array.from({ length: 20 }, (_, n) => leafHash('env', sha256(`leaf ${n}`)))
const read = nodeReader(completedBy(0, leaves, () => undefined))
const sizes = [1, 4, 7, 20]
const texts = sizes.map((size) =>
  signCheckpoint({ origin, size, root: rootFrom(size, read) }, skey),
)
const proofOf = (first: number, second: number) => consistencyProofFrom(first, second, read)
const proofs = [proofOf(1, 4), proofOf(4, 7), proofOf(7, 20)]

const honest: LogHistory = {
  consistency: async (first, second) => ({ first, second, hashes: proofOf(first, second) }),
}

/** What is joined, and how often the hub was asked. */
async function joined(consistency: LogHistory['consistency'], step = 0) {
  let [asked, clock] = [0, 0]
  const history: LogHistory = {
    consistency: (first, second) => {
      asked += 1
      clock += step
      return consistency(first, second)
    },
  }
  const log = createLogger({ name: 'test', destination: { write: () => {} } })
  const context = { directory: { hub: { logKey: vkey } }, log, now: () => new Date(clock) }
  return { joins: await joinCheckpoints(context as never, history, texts), asked }
}

describe('the checkpoints of a bundle', () => {
  test('are joined by what the hub proves', async () => {
    expect(await joined(honest.consistency)).toEqual({ joins: proofs, asked: 3 })
  })

  test('stay apart where it has no proof, or one that proves something else', async () => {
    expect((await joined(async () => undefined)).joins).toEqual([null, null, null])
    const other = async (first: number, second: number) => ({
      first,
      second,
      hashes: proofs[1] ?? [],
    })
    expect((await joined(other)).joins).toEqual([null, proofs[1], null])
  })

  test('stay apart from where it is away: it is asked once, and not for each', async () => {
    const away = async (first: number, second: number) => {
      if (first > 1) throw new HubUnavailable('no answer')
      return honest.consistency(first, second)
    }
    expect(await joined(away)).toEqual({ joins: [proofs[0], null, null], asked: 2 })
  })

  test('stay apart from where it has kept people waiting', async () => {
    expect(await joined(honest.consistency, 8_000)).toEqual({
      joins: [proofs[0], proofs[1], null],
      asked: 2,
    })
  })

  test('are not asked about when there is nothing to join', async () => {
    const context = { directory: { hub: { logKey: vkey } }, now: () => new Date(0) } as never
    for (const few of [[], texts.slice(0, 1)]) {
      expect(await joinCheckpoints(context, honest, few)).toEqual([])
    }
  })
})
