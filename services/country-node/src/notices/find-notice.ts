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
 * The notice that a caller says was put to her, with the hash of its wording. Throws
 * `Problem('notice-unknown')`.
 */
export function requireNotice(notices: Notices, named: NoticeNamed): NoticeRef {
  const notice = findNotice(notices, named)
  if (!notice) throw new Problem('notice-unknown')
  const { text: _, ...ref } = notice
  return ref
}
