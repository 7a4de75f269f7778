import { randomUUID } from 'node:crypto'
import type { Receiver } from '@causeway/schemas/record'
import type { Action } from '../src/staff/permissions.ts'

/** Ids of everything that a route can be called about, all of one owner. */
export interface Ids {
  person: string
  agreement: string
  /** Of ours, offered and planned, and one that is still a draft, about somebody else. */
  sent: string
  draft: string
  draftPerson: string
  /** Of theirs, accepted and planned. */
  received: string
  alarm: string
  worker: string
}

/** A route, what it is called with, and the action that it is decided by. */
export interface RouteRow {
  /** As the description of the API has it, below `/api/v1`. */
  route: string
  action: Action
  /** What the `{id}` in its path is; nothing for a route that is about nobody in particular. */
  id?: keyof Ids
  /** Whose id stands in the body instead. */
  inBody?: boolean
  body?: (ids: Ids, receiver: Receiver) => object
  /** Names a question or a withdrawal that is nowhere: to whoever may, that is missing. */
  isPartMissing?: boolean
  /** Answers with case content, so the reading stands in the audit before it is answered. */
  isReading?: boolean
}

/** The call that a row stands for, about one owner's things. */
export function callOf({ route, id, inBody, body }: RouteRow, ids: Ids, receiver: Receiver) {
  const [method, template] = route.split(' ') as ['GET' | 'POST', string]
  const named = id && !inBody ? template.replace('{id}', ids[id]) : template
  const url = named.replace(/\{[a-z]+\}/g, 'A'.repeat(22))
  return { method, url, payload: body?.(ids, receiver) }
}

/** A request as `inject` takes it. */
export const requestFor = (call: ReturnType<typeof callOf>, token: string) => ({
  method: call.method,
  url: `/api/v1${call.url}`,
  headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
  ...(call.payload ? { payload: call.payload } : {}),
})
