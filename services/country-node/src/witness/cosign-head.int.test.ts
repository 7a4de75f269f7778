import { type Checkpoint, openCheckpoint, readCosignature } from '@causeway/protocol/log'
import type { Identity } from '@causeway/schemas/wire'
import { createLogDouble, type LogDouble } from '@causeway/testkit'
import fc from 'fast-check'
import { type KyselyPlugin, sql } from 'kysely'
import { expect } from 'vitest'
import { test } from '../../test/log-test.ts'
import { aDigest } from '../../test/peer.ts'
import type { NodeContext } from '../context.ts'
import type { HubClient } from '../exchange/hub-client.ts'
import { watchOnce } from './watch-log.ts'

class Killed extends Error {}

/** A look that ends before its `dies`-th statement or line, as if by kill -9. */
function look(context: NodeContext, hub: HubClient, dies = Number.POSITIVE_INFINITY) {
  let left = dies
  const step = () => {
    left -= 1
    if (left === 0) throw new Killed()
  }
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      step()
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const cosign: HubClient['cosign'] = async (size, line) => {
    step()
    return hub.cosign(size, line)
  }
  const options = { hub: { ...hub, cosign }, onWitnessed: () => {} }
  return watchOnce({ ...options, context: { ...context, db: context.db.withPlugin(plugin) } }, 0)
}

const deed = fc.oneof(
  fc.record({ grow: fc.integer({ min: 1, max: 3 }), which: fc.nat(1) }),
  fc.record({ fork: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    /** Side by side: each shown one of two histories, in full or how it once was. */
    looks: fc.array(
      fc.record({
        dies: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
        which: fc.nat(1),
        /** Statements that others make before the hub answers. */
        late: fc.nat(8),
        shown: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined, freq: 2 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
)
const someLeaves = (count: number) => Array.from({ length: count }, aDigest) as never[]

test('whatever the hub shows and whenever the node is killed, all it ever signed is one history', async ({
  logKey,
  node,
  client,
  anew,
}) => {
  const { logTrust } = node.directory
  const isSigned = (checkpoint: Checkpoint, line: string) => {
    try {
      return readCosignature(checkpoint, line, logTrust.witnesses).node === node.nodeId
    } catch {
      return false
    }
  }
  const run = async (deeds: (typeof deed extends fc.Arbitrary<infer Deed> ? Deed : never)[]) => {
    await anew()
    const histories = [0, 1].map(() => createLogDouble(logKey.origin, logKey.skey)) as [
      LogDouble,
      LogDouble,
    ]
    histories[0].leaves = someLeaves(2)
    histories[1].leaves = [...histories[0].leaves]
    const trees = new Map<string, readonly Identity[]>()
    const lines: string[] = []
    /** A hub that is honest about one history, and takes any line. */
    const hubOf = (history: LogDouble, late = 0): HubClient => {
      const text = history.checkpoint()
      const { size, root } = openCheckpoint(text, logTrust.logKey)
      trees.set(root, history.leaves.slice(0, size))
      return {
        ...client,
        checkpoint: async () => text,
        async consistency(first, second) {
          for (let passed = 0; passed < late; passed += 1) await sql`select 1`.execute(node.db)
          return history.consistency(first, second)
        },
        cosign: async (_size, line) => lines.push(line),
      }
    }

    for (const it of deeds) {
      if ('grow' in it) histories[it.which as 0 | 1].leaves.push(...someLeaves(it.grow))
      else if ('fork' in it) {
        const common = histories[0].leaves.slice(0, histories[0].leaves.length - it.fork)
        histories[1].leaves = [...common, ...someLeaves(it.fork + 1)]
      } else {
        const looks = it.looks.map(({ dies, which, late, shown }) => {
          const history = histories[which as 0 | 1]
          history.shown = shown
          const hub = hubOf(history, late)
          history.shown = undefined
          return look(node, hub, dies)
        })
        for (const ended of await Promise.allSettled(looks)) {
          if (ended.status === 'rejected') expect(ended.reason).toBeInstanceOf(Killed)
        }
      }
    }

    const signed = lines.map((line) => {
      const found = [...trees].find(([root, { length: size }]) =>
        isSigned({ origin: logTrust.origin, size, root: root as never }, line),
      )
      if (!found) throw new Error('it signed what it was never shown')
      return found[1]
    })
    const longest = signed.reduce((a, b) => (b.length > a.length ? b : a), [])
    for (const leaves of signed) expect(longest.slice(0, leaves.length)).toEqual(leaves)

    // Nothing that was left undone keeps it from witnessing the history that it is bound to.
    const [head] = await node.db.selectFrom('log_head').selectAll().execute()
    const bound = head ? (trees.get(head.root) as readonly Identity[]) : []
    expect(bound.slice(0, longest.length)).toEqual(longest)
    histories[0].leaves = [...bound, ...someLeaves(1)]
    const { length } = lines
    await look(node, hubOf(histories[0]))
    expect(lines).toHaveLength(length + 1)
  }
  const deeds = fc.array(deed, { minLength: 6, maxLength: 16 })
  await fc.assert(fc.asyncProperty(deeds, run), { numRuns: 50 })
})
