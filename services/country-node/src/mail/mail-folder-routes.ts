import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

/** How many are shown, newest first. */
const SHOWN = 100

/**
 * The mail that a development node has put into its folder, as it would have gone. There is no such
 * page at a node that sends mail.
 */
export async function mailFolderRoutes(app: FastifyInstance, { folder }: { folder: string }) {
  app.get('/dev/mail', { schema: { hide: true } }, async (_request, reply) => {
    const names = await namesIn(folder)
    const files = await Promise.all(
      names
        .filter((name) => name.endsWith('.eml'))
        .map(async (name) => {
          const path = join(folder, name)
          return { path, at: (await stat(path)).mtimeMs }
        }),
    )
    const newest = files.toSorted((a, b) => b.at - a.at).slice(0, SHOWN)
    const mails = await Promise.all(newest.map(({ path }) => readFile(path, 'utf8')))
    return reply
      .headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      .type('text/plain; charset=utf-8')
      .send(mails.length > 0 ? mails.join(`\n${'-'.repeat(72)}\n\n`) : 'No mail yet.\n')
  })
}

/** The folder is made with the first mail. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
