import type { RandomId } from '@causeway/schemas/wire'
import type { StaffActor } from '../staff/actor.ts'

const MINUTE = 60_000

/** How long things of signing in hold, in milliseconds of real time, whatever the pace. */
export const limits = {
  /** From asking the provider until its answer. */
  attempt: 10 * MINUTE,
  /** Without a request. */
  idle: 15 * MINUTE,
  /** In all, however busy. */
  session: 8 * 60 * MINUTE,
  /** Of a second factor. */
  stepUp: 60 * MINUTE,
  /** Of what was typed in a form that came too late, from then on or from the end of its session. */
  kept: 30 * MINUTE,
} as const

/** Somebody signed in with a browser. */
export interface Session {
  /** SHA-256 of the cookie. */
  idHash: string
  actor: StaffActor
  /** What each of its forms carries, so that no other site can send one. */
  formToken: RandomId
  begunAt: Date
  /** When it was last used: this very request, if that counts as use. */
  seenAt: Date
  /** When the second factor was last given; `null` when it was not. */
  strongAt: Date | null
}

/** Whether the second factor still holds. */
export const isStrong = ({ strongAt }: Pick<Session, 'strongAt'>, at: Date): boolean =>
  strongAt !== null && at.getTime() - strongAt.getTime() < limits.stepUp

/** When a session ends if nothing more is asked in it after `at`. */
export const endsAt = ({ begunAt }: Pick<Session, 'begunAt'>, at: Date): Date =>
  new Date(Math.min(at.getTime() + limits.idle, begunAt.getTime() + limits.session))
