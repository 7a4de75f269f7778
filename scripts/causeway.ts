import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const USAGE = `Usage: npx causeway COMMAND ...

  evidence verify FILE      check a file of evidence: nothing is needed but the file and the root key
  evidence export REFERRAL  write the evidence of a referral, at a node, with its settings

Each says more with --help.`

/** Each command is a program of its own, which loads what it needs and nothing else. */
const programs: Record<string, string> = {
  'evidence verify': '../packages/evidence-verifier/src/main.ts',
  'evidence export': '../services/country-node/src/cli/export-evidence.ts',
}

const [folder, area, verb, ...args] = process.argv.slice(2)
const program = programs[`${area} ${verb}`]
if (program && folder) {
  const entry = fileURLToPath(new URL(program, import.meta.url))
  const options = [...process.execArgv, entry, ...args]
  const { status } = spawnSync(process.execPath, options, { cwd: folder, stdio: 'inherit' })
  process.exitCode = status ?? 2
} else {
  console.error(USAGE)
  process.exitCode = 2
}
