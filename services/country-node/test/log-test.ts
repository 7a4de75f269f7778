import { type Checkpoint, cosign } from '@causeway/protocol/log'
import { identityOf, type WitnessKey } from '@causeway/protocol/suite'
import type { Identity } from '@causeway/schemas/wire'
import { type ProofMemory, proveInclusion } from '../src/witness/prove-inclusion.ts'
import { watchOnce } from '../src/witness/watch-log.ts'
import { test as base } from './hub-test.ts'
import { anOffer } from './offers.ts'
import { nowInSeconds } from './peer.ts'

/** A witness who signs whatever it is shown, each tree once. */
export function cosignerOf(key: WitnessKey) {
  const lines = new Map<string, string>()
  return (checkpoint: Checkpoint): string => {
    const line = lines.get(checkpoint.root) ?? cosign(checkpoint, nowInSeconds(), key)
    lines.set(checkpoint.root, line)
    return line
  }
}

/** The node beside a hub whose log a test writes, with two other witnesses: three make two a quorum. */
export const test = base
  .extend('others', { scope: 'file' }, ({ ro, nl }) => ({
    ro: cosignerOf(ro.witness),
    nl: cosignerOf(nl.witness),
  }))
  /** Mail of a peer that the node can be given. */
  .extend('write', { scope: 'file' }, ({ ro, parties, receive }) => async () => {
    const mail = await ro.post([anOffer(ro, parties).message])
    return { env: identityOf(mail.envelope), mail, arrives: () => receive(mail) }
  })
  /** Runs this, and says which alarms it has raised. */
  .extend('alarmsOf', { scope: 'file' }, ({ lines }) => async (run: () => Promise<unknown>) => {
    lines.length = 0
    await run()
    return lines.flatMap((line): string[] => JSON.parse(line).alarm ?? [])
  })
  .extend(
    'prove',
    { scope: 'file' },
    ({ node, client, alarmsOf }) =>
      async (memory: ProofMemory = { asked: new Map() }) => {
        let waiting = 0
        const alarms = await alarmsOf(async () => {
          waiting = await proveInclusion(node, client, memory)
        })
        return { waiting, alarms }
      },
  )
  /** One look at the log, at once. */
  .extend('watch', { scope: 'file' }, ({ node, client }) => (wait = 0) => {
    const options = { context: node, hub: client, onWitnessed: () => {} }
    return watchOnce(options, wait)
  })
  .extend('kept', { scope: 'file' }, ({ db }) => async (env: Identity) => {
    const proofs = await db.selectFrom('inclusion').selectAll().where('env', '=', env).execute()
    const heads = await db.selectFrom('log_head').select('size').execute()
    return { proofs: proofs.length, heads: heads.map(({ size }) => size) }
  })
  /** Nothing is known of the log, nothing waits for a proof, and the hub is honest. */
  .extend('anew', { scope: 'file' }, ({ hub, owner, clock, others }) => async () => {
    clock.offset = 0
    await owner.deleteFrom('log_head').execute()
    await owner.deleteFrom('log_finding').execute()
    for (const table of ['inbox', 'outbox'] as const) {
      await owner.updateTable(table).set({ proven: true }).execute()
    }
    hub.logs.clear()
    Object.assign(hub.state, { logBehaviour: 'honest', asked: [] })
    Object.assign(hub.log, {
      leaves: [],
      shown: undefined,
      isWithholding: false,
      isUnconnected: false,
      isHiding: false,
      cosigners: [others.ro, others.nl],
      cosigned: [],
    })
  })
