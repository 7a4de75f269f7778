import type { NoticeNamed } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { NoticeRef } from '@causeway/schemas/record'
import type { Notice, Notices } from './read-notices.ts'

/** `undefined` when there is no such version in this language. */
export const findNotice = (notices: Notices, named: NoticeNamed): Notice | undefined =>
  notices.find(
    ({ id, version, lang }) => id === named.id && version === named.version && lang === named.lang,
  )

/**
 * The notice that a caller says was put to her, with the hash of its wording; `at` is where in the
 * request it is named. Throws `Problem('notice-unknown')`.
 */
export function requireNotice(notices: Notices, named: NoticeNamed, at: string): NoticeRef {
  const notice = findNotice(notices, named)
  if (!notice) {
    const fault = { pointer: at, in: 'body', rule: 'exists' } as const
    throw new Problem('notice-unknown', { faults: [fault] })
  }
  const { text: _, ...ref } = notice
  return ref
}
