import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, runCommand, type ServiceDatabase, startService } from '@causeway/devnet'
import { signRequestProof } from '@causeway/protocol/suite'
import type { TestNetwork, TestNode } from './network.ts'

const source = join(import.meta.dirname, '../src')
const seconds = () => Math.floor(Date.now() / 1000)

/** The hub as operators run it: migrated by its command, a process of its own, keys in files. */
export async function startHubProcess(
  { migrationUrl, applicationRole, url }: ServiceDatabase,
  network: TestNetwork,
) {
  const folder = await mkdtemp(join(tmpdir(), 'hub-test-'))
  const logFile = join(folder, 'hub.log')
  const fileOf = async (name: string, content: string) => {
    await writeFile(join(folder, name), content, { mode: 0o600 })
    return join(folder, name)
  }
  await runCommand({
    name: 'The migration of the hub',
    entry: join(source, 'cli/migrate.ts'),
    env: { HUB_MIGRATION_DATABASE_URL: migrationUrl, HUB_APPLICATION_ROLE: applicationRole },
    logFile,
  })
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const service = await startService({
    name: 'hub',
    entry: join(source, 'main.ts'),
    url: origin,
    logFile,
    env: {
      HUB_PORT: String(port),
      HUB_ORIGIN: origin,
      HUB_DATABASE_URL: url,
      HUB_DIRECTORY_FILE: await fileOf('directory.jws', network.files.directory),
      HUB_ROOT_KEY_FILE: await fileOf('root.json', network.files.rootKey),
      HUB_RECEIPT_KEY_FILE: await fileOf('receipt.json', network.files.receiptKey),
      HUB_LOG_KEY_FILE: await fileOf('log.skey', network.files.logKey),
    },
  })

  /** Rejects when the connection breaks, as it does for a node when the hub dies. */
  const call = async (node: TestNode, method: 'GET' | 'POST', path: string, content?: unknown) => {
    const body = content === undefined ? '' : JSON.stringify(content)
    const url = origin + path
    const proof = signRequestProof({ method, url, body }, node.transport, seconds())
    const reply = await fetch(url, {
      method,
      headers: {
        authorization: `CW-Proof ${proof}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body } : {}),
    })
    return { status: reply.status, content: await reply.json() }
  }

  return {
    service,
    call,
    log: () => readFile(logFile, 'utf8'),
    /** Rejects like `call`. */
    async submit(node: TestNode, ...envelopes: unknown[]) {
      const { content } = await call(node, 'POST', '/v1/envelopes', { envelopes })
      const { results } = content as { results?: { receipt?: string }[] }
      return results?.map(({ receipt }) => receipt) ?? []
    },
    async close() {
      await service.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
