import { sequenceLeaves } from '../src/log/sequence-leaves.ts'
import type { TestHub } from './hub-test.ts'
import type { TestNetwork } from './network.ts'

/** Numbers all that is pending, and signs what is due, whether the hub's own sequencer did or not. */
export async function numberAll(hub: TestHub, { files }: TestNetwork, patience = 0): Promise<void> {
  const signer = { origin: 'hub.test/log', skey: files.logKey }
  const sequencing = { db: hub.db, signer, patience, now: () => hub.clock.now }
  while ((await sequenceLeaves(sequencing)).isMoreOwed) await new Promise(setImmediate)
}
