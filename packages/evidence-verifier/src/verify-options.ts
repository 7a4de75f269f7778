import { parseArgs } from 'node:util'

export interface VerifyCommand {
  /** A path, or `-` for standard input. */
  file: string
  isJson: boolean
  /** Where the reader has the root key from: a file, or its thumbprint. */
  root: { file: string } | { thumbprint: string } | undefined
}

export const VERIFY_USAGE = `Usage: causeway evidence verify FILE (--root KEYFILE | --root-thumbprint T) [--json]

  FILE                  the evidence; - reads it from standard input
  --root KEYFILE        the public root key of the network, from somebody you trust
  --root-thumbprint T   the same key by its thumbprint: 43 characters, which can be read out aloud
  --json                print the verdict as JSON

Needs no network, no database and no key that opens anything. Without a root key it looks for
contradictions only: the file could then be of a network that somebody made up.
Ends with 0 when all holds, with 1 when something does not, and with 2 when that cannot be known.`

/** What the command line asks for; `undefined` when it asks for nothing that there is. */
export function readVerifyCommand(args: readonly string[]): VerifyCommand | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: withThumbprintJoined(args),
      options: {
        root: { type: 'string' },
        'root-thumbprint': { type: 'string' },
        json: { type: 'boolean' },
      },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    const { root, 'root-thumbprint': thumbprint, json = false } = values
    const isTwice = root !== undefined && thumbprint !== undefined
    if (file === undefined || more.length > 0 || isTwice) return undefined
    return { file, isJson: json, root: rootOf(root, thumbprint) }
  } catch {
    return undefined
  }
}

function rootOf(file: string | undefined, thumbprint: string | undefined): VerifyCommand['root'] {
  if (file !== undefined) return { file }
  return thumbprint === undefined ? undefined : { thumbprint }
}

/** A thumbprint may begin with a hyphen, and would be taken for an option. */
function withThumbprintJoined(args: readonly string[]): string[] {
  const at = args.indexOf('--root-thumbprint')
  if (at < 0 || at === args.length - 1) return [...args]
  return args.toSpliced(at, 2, `${args[at]}=${args[at + 1]}`)
}
