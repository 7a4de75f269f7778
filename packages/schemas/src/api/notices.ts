import { z } from 'zod'
import { ExplainedHow, InterpreterMode } from '../codes/index.ts'
import { NoticeRef } from '../record/index.ts'

/** The texts a node has: before she tells anything, and before she agrees to anything. */
export const NoticeId = z.enum(['before_you_tell', 'agreement_to_share'])
export type NoticeId = z.infer<typeof NoticeId>

/** A notice as a caller names it; the node knows its hash. */
export const NoticeNamed = NoticeRef.omit({ sha256: true })
export type NoticeNamed = z.infer<typeof NoticeNamed>

/** Which notice was put to her before she told anything, and how; never who interpreted. */
export const Heard = z.strictObject({
  notice: z.literal('before_you_tell'),
  version: NoticeRef.shape.version,
  lang: NoticeRef.shape.lang,
  how: ExplainedHow,
  interpreter: InterpreterMode,
})
export type Heard = z.infer<typeof Heard>

export const NoticePath = z.strictObject({
  id: NoticeId,
  version: z.coerce.number().int().min(1).max(1000),
  lang: NoticeRef.shape.lang,
})

/** `GET /notices`: newest version first. */
export const NoticeList = z.strictObject({ notices: z.array(NoticeRef) })

/** `GET /notices/:id/:version/:lang`: the exact wording, whose SHA-256 is `sha256`. */
export const NoticeText = z.strictObject({ ...NoticeRef.shape, text: z.string() })
