import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { verifyEvidence } from '@causeway/protocol/evidence'
import { thumbprint } from '@causeway/protocol/suite'
import { type Digest, SigningJwk } from '@causeway/schemas/wire'
import { exitOf, sayVerdict } from './say/say-verdict.ts'
import { readVerifyCommand, VERIFY_USAGE, type VerifyCommand } from './verify-options.ts'

/** What cannot be read is neither whole nor broken. */
class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

async function main({ file, isJson, root: from }: VerifyCommand): Promise<number> {
  const root = await rootFrom(from)
  const text = await textOf(file)
  const now = Math.floor(Date.now() / 1000)
  const verdict = await verifyEvidence(text, { root, now })
  const said = isJson ? JSON.stringify(verdict) : sayVerdict(verdict)
  process.stdout.write(`${said}\n`)
  return exitOf(verdict)
}

/** Bytes that are not UTF-8 are no text: replaced by others they would be another file. */
async function textOf(file: string): Promise<string> {
  const bytes = await (file === '-' ? buffer(process.stdin) : readFile(file)).catch(() => {
    throw new Unreadable('That file cannot be read')
  })
  return bytes.toString('utf8')
}

async function rootFrom(root: VerifyCommand['root']): Promise<Digest | undefined> {
  if (!root || 'thumbprint' in root) return root?.thumbprint
  try {
    return await thumbprint(SigningJwk.parse(JSON.parse(await readFile(root.file, 'utf8'))))
  } catch {
    throw new Unreadable('The file after --root is not a public root key')
  }
}

const command = readVerifyCommand(process.argv.slice(2))
if (command) {
  try {
    process.exitCode = await main(command)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
} else {
  process.stderr.write(`${VERIFY_USAGE}\n`)
  process.exitCode = 2
}
