import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Network } from '@causeway/devnet'

const quiet = '--disable-warning=ExperimentalWarning'
const program = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

export interface Ran {
  code: number
  out: string
  err: string
}

function run(entry: string, args: readonly string[], env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { env, maxBuffer: 2 ** 28 }
    const child = execFile(process.execPath, [quiet, entry, ...args], options, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })
}

/** What an operator of a node gets who asks for the evidence of a referral. */
export async function exportAt(network: Network, id: string, referral: string): Promise<string> {
  const { files, hub, nodes } = network
  const [node, keys] = [nodes[id], files.nodes[id]]
  if (!node || !keys) throw new TypeError('no such node')
  const { code, out, err } = await run(
    program('services/country-node/src/cli/export-evidence.ts'),
    [referral],
    {
      NODE_ID: id,
      NODE_DATABASE_URL: node.database.url,
      NODE_HUB_ORIGIN: hub.url,
      NODE_DIRECTORY_FILE: files.directory,
      NODE_ROOT_KEY_FILE: files.rootKey,
      NODE_SIGNING_KEY_FILE: keys.signingKey,
      NODE_TRANSPORT_KEY_FILE: keys.transportKey,
    },
  )
  if (code !== 0) throw new Error(`nothing was exported: ${err}`)
  return out
}

/** What somebody gets who checks a file, with an empty environment. */
export const verifyWith = (...args: string[]): Promise<Ran> =>
  run(program('packages/evidence-verifier/src/main.ts'), args, {})
