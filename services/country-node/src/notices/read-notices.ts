import { readdir, readFile } from 'node:fs/promises'
import { sha256 } from '@causeway/protocol/suite'
import { NoticeId } from '@causeway/schemas/api'
import { NoticeRef } from '@causeway/schemas/record'

/** One text in one language, and the hash of its exact wording. */
export type Notice = NoticeRef & { text: string }
/** All that the node has, read once at its start. */
export type Notices = readonly Notice[]

const folder = new URL('../../notices/', import.meta.url)

/**
 * Reads `notices/<id>/<version>/<lang>.txt`, newest version of each first. A version that was put
 * to somebody is never changed: a better wording is a new version. Throws a ZodError on a file that
 * is named otherwise.
 */
export async function readNotices(): Promise<Notices> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.txt'))
  const notices = await Promise.all(
    paths.map(async (path) => {
      const text = await readFile(new URL(path, folder), 'utf8')
      const [id, version, name = ''] = path.split('/')
      const lang = name.slice(0, -'.txt'.length)
      const named = { id: NoticeId.parse(id), version: Number(version), lang }
      return { ...NoticeRef.parse({ ...named, sha256: sha256(text) }), text }
    }),
  )
  return notices.toSorted(
    (a, b) => compare(a.id, b.id) || b.version - a.version || compare(a.lang, b.lang),
  )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
