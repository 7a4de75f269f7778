import { Problem } from '@causeway/schemas/problems'
import { type DoNotAsk, Packet, type RecordItem } from '@causeway/schemas/record'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import type { LiveGrant } from '../agreements/agreements-in-force.ts'
import { type Cover, grantsFor } from '../agreements/cover.ts'
import type { NodeContext } from '../context.ts'
import { type Presentable, present } from '../records/presentable.ts'

/** What a packet will hold, before it is bound to the event that carries it. */
export interface PacketContents {
  items: RecordItem[]
  do_not_ask: DoNotAsk[]
  /** The lines of the ledger that stand behind it. */
  counted: RandomId[]
  /** The signed records that vouch for the items. */
  presentable: Presentable
  /** What she agreed to that covers them. */
  grants: LiveGrant[]
}

/** So many grants have room beside an event. */
const MOST_GRANTS = 16

/** Adds the grants that cover the items. Throws `Problem('packet-too-large')` when they are too many. */
export function assemblePacket(
  cover: Pick<Cover, 'grants'>,
  contents: Omit<PacketContents, 'grants'>,
): PacketContents {
  const codes = contents.items.map(({ code }) => code)
  const grants = grantsFor(cover.grants, codes)
  if (grants.length > MOST_GRANTS) throw new Problem('packet-too-large')
  return { ...contents, grants }
}

/**
 * Signs a packet for one node and one event: nobody else can show it, and nowhere else. Throws
 * `Problem('packet-too-large')` when it is longer than a packet may be.
 */
export function writePacket(
  context: NodeContext,
  { purpose }: Pick<Cover, 'purpose'>,
  { presentable, grants, do_not_ask }: PacketContents,
  { aud, nonce }: { aud: NodeId; nonce: RandomId },
): Packet {
  const { id, version } = context.directory.policy
  const reasons = {
    purpose,
    basis: [...new Set(grants.flatMap(articlesOf))].toSorted(),
    grants: grants.map(({ identity }) => identity),
    policy: `${id}@${version}`,
  }
  const presentations = present(context, presentable, { aud, nonce, reasons })
  const packet = Packet.safeParse({ presentations, do_not_ask })
  if (!packet.success) throw new Problem('packet-too-large')
  return packet.data
}

/** GDPR articles as `6.1.d`, `9.2.c`. */
const articlesOf = ({ basis: { art6, art9 } }: LiveGrant): string[] => [
  `6.1.${art6}`,
  ...(art9 ? [`9.2.${art9}`] : []),
]
