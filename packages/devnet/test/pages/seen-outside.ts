import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileHaystack, type Haystack } from '../../src/demo/haystacks.ts'
import type { Network } from '../../src/start-network.ts'
import type { BrowserLog } from './browser-log.ts'

/** Words that were noted; marks are left among them and taken away again. */
function notedHaystack(words: readonly string[]): Haystack {
  let marks: string[] = []
  return {
    async *texts() {
      yield* words
      yield* marks
    },
    async plant(spell) {
      marks = spell()
    },
    async clear() {
      marks = []
    },
  }
}

const decoded = (url: string) => {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '))
  } catch {
    return url
  }
}

/** Every mail that a node has written, and how many there are. */
async function mailIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
}

/**
 * Where a person's values could be seen by somebody who is not signed in: addresses (as they are sent
 * and as they are read), titles, mail, and what every process of the network has printed.
 */
export async function seenOutside(
  { folder, logFiles, nodes }: Network,
  logs: readonly BrowserLog[],
): Promise<{ places: Haystack[]; mails: number }> {
  const urls = logs.flatMap((log) => log.urls)
  const mails = await Promise.all(
    Object.keys(nodes).map((node) => mailIn(join(folder, `mail-${node}`))),
  )
  const places = [
    notedHaystack([...urls, ...urls.map(decoded)]),
    notedHaystack(logs.flatMap((log) => log.titles)),
    notedHaystack(mails.flat()),
    ...logFiles.map(fileHaystack),
  ]
  return { places, mails: mails.flat().length }
}
