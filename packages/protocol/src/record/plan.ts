import { Refusal } from '@causeway/schemas/problems'
import { type EventBody, PlanText, type Watch } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import { decodeBase64url, readJson, sha256 } from '../suite/index.ts'

/** What both sides sign: SHA-256("cw/1 plan\n" || salt || json as UTF-8). */
export const hashPlan = ({ salt, json }: EventBody): Digest =>
  sha256('cw/1 plan\n', decodeBase64url(salt), json)

/**
 * Reads the text that both sides sign. Throws `Refusal`: `body` when its hash is another one,
 * `schema` when it is not strict JSON of the form of a plan.
 */
export function readPlan(plan: EventBody, hash: Digest): PlanText {
  if (hashPlan(plan) !== hash) throw new Refusal('body')
  const parsed = PlanText.safeParse(readJson(plan.json, 'schema'))
  if (!parsed.success) throw new Refusal('schema')
  return parsed.data
}

/**
 * When somebody begins to worry about each leg: its own times and its grace, which is a wait and
 * therefore divided by `pace`; rounded up to whole seconds.
 */
export const watchOf = ({ legs }: Pick<PlanText, 'legs'>, pace: number): Watch =>
  legs.map(({ departs_at, due_at, grace_minutes }) => {
    const grace = Math.ceil((grace_minutes * 60) / pace)
    return { departs_by: departs_at + grace, arrives_by: due_at + grace }
  })
