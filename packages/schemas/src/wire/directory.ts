import { z } from 'zod'
import { Code } from './code.ts'
import { NodeKey, NoteName, SigningJwk } from './keys.ts'
import { Mandate } from './mandate.ts'
import { PolicyDocument } from './policy.ts'
import { Digest, NodeId, RandomId, Seconds } from './primitives.ts'

/** An organisation as the network sees it. Organisations, never people. */
export const Organisation = z.strictObject({
  id: RandomId,
  node: NodeId,
  name: z.string().min(1).max(120),
  /** HTCDS 2.0 `org_Type`. */
  kind: Code,
  mandates: z.array(Mandate).min(1),
  services: z.array(Code),
  /** ISO 639-2/T codes. */
  languages: z.array(z.string().regex(/^[a-z]{3}$/)).min(1),
  /** When the organisation last confirmed this entry; after 90 days no new referral is offered to it. */
  attested_at: Seconds,
  /** IANA name of the zone in which its days begin; UTC when left out. */
  time_zone: z
    .string()
    .regex(/^[A-Za-z0-9_+-]{1,30}(\/[A-Za-z0-9_+-]{1,30}){0,2}$/)
    .optional(),
  /** Days of the week by ISO 8601, 1 is Monday; Monday to Friday when left out. */
  working_days: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
  /** Days on which it is closed beside those: its holidays. */
  closed_on: z.array(z.iso.date()).max(400).optional(),
})
export type Organisation = z.infer<typeof Organisation>

/** A direction in which referrals may go, with what it rests on and until when. */
export const Route = z.strictObject({
  from: NodeId,
  to: NodeId,
  /** Name of the legal regime, as configured and checked by people. */
  regime: z.string().min(1).max(200),
  purposes: z.array(Code).min(1),
  basis: z.string().min(1).max(200),
  open_until: Seconds,
})
export type Route = z.infer<typeof Route>

/**
 * The network's directory (JWS typ `cw-directory+jws`), signed by the network's root key, which
 * every participant has pinned: keys come from here and never from the hub.
 */
export const Directory = z.strictObject({
  v: z.literal(1),
  network: z.string().min(1).max(60),
  iat: Seconds,
  /** After this time nobody seals or trusts anything new with this directory. */
  fresh_until: Seconds,
  hub: z.strictObject({
    /** Name of the log in checkpoints (C2SP tlog-checkpoint), a schema-less URL. */
    origin: NoteName,
    receipt_key: z.strictObject({ kid: Digest, jwk: SigningJwk }),
    /** Ed25519 verifier key of the checkpoints in C2SP signed-note form, `name+hash+key`. */
    log_key: z.string().max(200),
  }),
  nodes: z
    .array(z.strictObject({ id: NodeId, name: z.string().max(60), keys: z.array(NodeKey).min(3) }))
    .min(2),
  organisations: z.array(Organisation),
  routes: z.array(Route),
  policy: PolicyDocument,
})
export type Directory = z.infer<typeof Directory>
