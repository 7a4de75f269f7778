import { type Checkpoint, openCheckpoint, readCosignature } from '@causeway/protocol/log'
import type { Identity } from '@causeway/schemas/wire'
import fc from 'fast-check'
import type { KyselyPlugin } from 'kysely'
import { expect } from 'vitest'
import { test } from '../../test/log-test.ts'
import { aDigest } from '../../test/peer.ts'
import type { NodeContext } from '../context.ts'
import type { HubClient } from '../exchange/hub-client.ts'
import { watchOnce } from './watch-log.ts'

class Killed extends Error {}

/** Everything that this does ends before its `count`-th statement or call, as if by kill -9. */
function killedAt(count: number, context: NodeContext, hub: HubClient) {
  let left = count
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
  const stepping: HubClient = {
    ...hub,
    async cosign(size, line) {
      step()
      const cosignatures = await hub.cosign(size, line)
      step()
      return cosignatures
    },
  }
  return { context: { ...context, db: context.db.withPlugin(plugin) }, hub: stepping }
}

/** What the hub does, and what the node does then; numbers beyond its last step kill nothing. */
const deed = fc.oneof(
  fc.record({ grow: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ fork: fc.nat(20) }),
  fc.record({ showOther: fc.boolean() }),
  fc.record({ showOnly: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    looks: fc.array(fc.record({ dies: fc.integer({ min: 1, max: 12 }), atOther: fc.boolean() }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
)
type Deed = typeof deed extends fc.Arbitrary<infer It> ? It : never

test('whatever the hub shows and whenever the node is killed, all it ever signed is one history', async ({
  hub,
  node,
  client,
  anew,
  watch,
}) => {
  const { logTrust } = node.directory
  const isSigned = (checkpoint: Checkpoint, line: string) => {
    try {
      return readCosignature(checkpoint, line, logTrust.witnesses).node === node.nodeId
    } catch {
      return false
    }
  }
  const run = async (deeds: Deed[]) => {
    await anew()
    const trees = new Map<string, readonly Identity[]>()
    /** What the hub shows of one of its histories. */
    const shownOf = (leaves: Identity[]): string => {
      const { leaves: current } = hub.log
      hub.log.leaves = leaves
      const text = hub.log.checkpoint()
      hub.log.leaves = current
      const { size, root } = openCheckpoint(text, logTrust.logKey)
      trees.set(root, leaves.slice(0, size))
      return text
    }
    let other: Identity[] = []
    hub.log.leaves = [aDigest(), aDigest()] as never[]
    for (const it of deeds) {
      if ('grow' in it) {
        for (const leaves of [hub.log.leaves, other]) {
          for (let count = 0; count < it.grow; count += 1) leaves.push(aDigest() as never)
        }
      } else if ('fork' in it) {
        const place = it.fork % hub.log.leaves.length
        other = hub.log.leaves.with(place, aDigest() as never)
      } else if ('showOther' in it) {
        if (other.length > 0) [hub.log.leaves, other] = [other, hub.log.leaves]
      } else if ('showOnly' in it) {
        hub.log.shown = it.showOnly
      } else {
        const looks = it.looks.map(({ dies, atOther }) => {
          const text = shownOf(atOther && other.length > 0 ? other : hub.log.leaves)
          const killed = killedAt(dies, node, { ...client, checkpoint: async () => text })
          return watchOnce({ ...killed, onWitnessed: () => {} }, 0)
        })
        for (const look of await Promise.allSettled(looks)) {
          if (look.status === 'rejected') expect(look.reason).toBeInstanceOf(Killed)
        }
        hub.log.shown = undefined
      }
    }
    const signed = hub.log.cosigned.map(({ line }) => {
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
    hub.log.leaves = [...bound, aDigest() as never]
    hub.log.shown = undefined
    await watch()
    expect(hub.log.cosigned.at(-1)?.size).toBe(bound.length + 1)
  }
  await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 16 }), run), {
    numRuns: 25,
  })
})
