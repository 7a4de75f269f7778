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

  return {
    service,
    log: () => readFile(logFile, 'utf8'),
    /** Rejects when the connection breaks, as it does for a node when the hub dies. */
    async submit(node: TestNode, ...envelopes: unknown[]) {
      const address = `${origin}/v1/envelopes`
      const body = JSON.stringify({ envelopes })
      const request = { method: 'POST', url: address, body }
      const proof = signRequestProof(request, node.transport, seconds())
      const reply = await fetch(address, {
        method: 'POST',
        body,
        headers: { authorization: `CW-Proof ${proof}`, 'content-type': 'application/json' },
      })
      const { results } = (await reply.json()) as { results?: { receipt?: string }[] }
      return results?.map(({ receipt }) => receipt) ?? []
    },
    async close() {
      await service.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
