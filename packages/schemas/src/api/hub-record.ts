import { z } from 'zod'
import { CompactJws, Digest, Identity, InclusionProof, Seconds } from '../wire/index.ts'

/** Two signed checkpoints of one log that do not go together. */
const TwoTrees = z.strictObject({
  /** What this node had verified before. */
  held: z.string(),
  shown: z.string(),
  /** What the hub gave to prove that one is the beginning of the other, and does not. */
  hashes: z.array(Digest).optional(),
})

/** What the hub promised about one envelope, and when it was asked in vain. */
const Promised = z.strictObject({
  /** The hub's own promise; of mail that was received only the receiver's clock says when. */
  receipt: CompactJws.optional(),
  merge_by: Seconds,
  asked_at: Seconds,
})

const about = <Kind extends string, Subject extends z.ZodType, Evidence extends z.ZodType>(
  kind: Kind,
  subject: Subject,
  evidence: Evidence,
) => z.strictObject({ kind: z.literal(kind), subject, evidence })

/**
 * Something about the hub's log that an honest hub does not do, or that somebody has to look into.
 * `evidence` is what convinces others too: signatures and hashes, never a content.
 */
export const LogFinding = z.discriminatedUnion('kind', [
  /** Of two trees that the hub has signed none is the beginning of the other. */
  about('log_forked', Digest, TwoTrees),
  /** The hub does not have any more what it has signed. */
  about('log_rewound', Digest, TwoTrees),
  /** A proof that proves nothing; `checkpoint`: what was shown as the newest is none of this log. */
  about(
    'log_proof_false',
    z.union([Identity, z.literal('checkpoint')]),
    z.union([InclusionProof, z.strictObject({ checkpoint: z.string() })]),
  ),
  /** A line in a node's name that this node did not sign. */
  about('log_cosignature_false', Digest, z.strictObject({ checkpoint: z.string() })),
  /** Five minutes after the time that was promised there is no leaf. */
  about('leaf_missing', Identity, Promised),
  /** There is one by then, in a tree that too few nodes have confirmed. */
  about('mail_unwitnessed', Identity, Promised.extend({ proof: InclusionProof })),
])
export type LogFinding = z.infer<typeof LogFinding>

export const LogFindingKind = z.enum(LogFinding.options.map(({ shape }) => shape.kind.value))
export type LogFindingKind = z.infer<typeof LogFindingKind>

/** `GET /hub-record`: what the nodes have confirmed of the hub's log, and what was found about it. */
export const HubRecord = z.strictObject({
  /** How many nodes the network has; more than half of them have to confirm. */
  nodes: z.int().min(1),
  /** The newest state of the log that enough nodes have confirmed, if any. */
  confirmed: z
    .strictObject({
      /** Entries of the log. */
      size: z.int().min(1),
      nodes: z.int().min(1),
      /** When the last of those that were needed had confirmed it, by its own clock. */
      at: z.iso.datetime(),
      /** Signed by the hub and by these nodes. */
      checkpoint: z.string(),
    })
    .optional(),
  findings: z.array(
    z.strictObject({
      kind: LogFindingKind,
      count: z.int().min(1),
      /** Of these, how many have not settled: only what is about mail does, once that is proven. */
      open: z.int().min(0),
      first_at: z.iso.datetime(),
      last_at: z.iso.datetime(),
    }),
  ),
})
export type HubRecord = z.infer<typeof HubRecord>

export const LogFindingQuery = z.strictObject({
  /** `next` of the page before. */
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type LogFindingQuery = z.infer<typeof LogFindingQuery>

/** `GET /hub-record/findings`: newest first, each with its evidence. */
export const LogFindingPage = z.strictObject({
  findings: z.array(z.strictObject({ found: LogFinding, noticed_at: z.iso.datetime() })),
  next: z.string().optional(),
})
export type LogFindingPage = z.infer<typeof LogFindingPage>
