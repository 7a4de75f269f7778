import { parseArgs } from 'node:util'
import { RandomId } from '@causeway/schemas/wire'

export interface ExportOptions {
  referral: RandomId
  /** The file to write; standard output when left out. */
  out?: string
}

export const EXPORT_USAGE = `Usage: causeway evidence export REFERRAL [--out FILE]

  REFERRAL    the id of a referral, 22 characters, as it stands in the address of its page
  --out FILE  write to this file, which must not exist, for its owner's eyes only

Writes what proves what was sent and received: signatures, codes and times, nothing that she told.
Runs at the node, with its settings: NODE_ID, NODE_DATABASE_URL, NODE_HUB_ORIGIN and the files of
NODE_DIRECTORY_FILE, NODE_ROOT_KEY_FILE, NODE_SIGNING_KEY_FILE and NODE_TRANSPORT_KEY_FILE. Stands
in the audit. Ends with 0, with 1 when there is no such referral or the file cannot be written, and
with 2 when the settings or the command are wrong or the database does not answer.`

/** What the command line asks for; `undefined` when it asks for nothing that there is. */
export function readExportOptions(args: readonly string[]): ExportOptions | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: withIdsApart(args),
      options: { out: { type: 'string' } },
      allowPositionals: true,
    })
    const [id, ...more] = positionals
    const referral = RandomId.parse(id)
    if (more.length > 0 || values.out === '') return undefined
    return values.out === undefined ? { referral } : { referral, out: values.out }
  } catch {
    return undefined
  }
}

/** An id may begin with a hyphen, and would be taken for an option. */
function withIdsApart(args: readonly string[]): string[] {
  const at = args.findIndex(
    (arg, index) => RandomId.safeParse(arg).success && args[index - 1] !== '--out',
  )
  return at < 0 ? [...args] : [...args.toSpliced(at, 1), '--', args[at] as string]
}
