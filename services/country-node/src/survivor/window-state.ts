import type { Language } from '@causeway/page-kit'
import type { RandomId } from '@causeway/schemas/wire'

const MINUTE = 60_000

/** How long an open window holds, in milliseconds of real time, whatever the pace. */
export const windowLimits = {
  /** Without a request. */
  idle: 10 * MINUTE,
  /** In all. */
  session: 60 * MINUTE,
} as const

/** Wrong tries one after the other; then a worker has to open it anew, with her. */
export const MAX_TRIES = 5

/** Her window, open in a browser. */
export interface WindowSession {
  /** SHA-256 of the cookie. */
  idHash: string
  window: RandomId
  person: RandomId
  org: RandomId
  language: Language
  /** What each of its forms carries, so that no other site can send one. */
  formToken: RandomId
  /** Opened by the PIN for danger: nothing that is clicked is done. */
  isDuress: boolean
  begunAt: Date
}

/** Seconds until it ends if nothing more is asked in it after `at`. */
export function secondsLeft({ begunAt }: Pick<WindowSession, 'begunAt'>, at: Date): number {
  const whole = begunAt.getTime() + windowLimits.session - at.getTime()
  return Math.floor(Math.min(windowLimits.idle, whole) / 1000)
}
