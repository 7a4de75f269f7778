import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { verifyEvidence } from '@causeway/protocol/evidence'
import { thumbprint } from '@causeway/protocol/suite'
import { MAX_EVIDENCE_CHARACTERS } from '@causeway/schemas/evidence'
import { Digest, SigningJwk } from '@causeway/schemas/wire'
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

/** Of the longest evidence: a character takes three bytes at most. */
const MAX_BYTES = 3 * MAX_EVIDENCE_CHARACTERS

/**
 * What is longer than any evidence is read no further, and bytes that are not UTF-8 are no text:
 * replaced by others they would be another file. Neither is evidence, like an empty text.
 */
async function textOf(file: string): Promise<string> {
  const stream = file === '-' ? process.stdin : createReadStream(file)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of stream) {
      length += chunk.length
      if (length > MAX_BYTES) return ''
      chunks.push(chunk)
    }
  } catch {
    throw new Unreadable('That file cannot be read')
  }
  const bytes = Buffer.concat(chunks)
  return isUtf8(bytes) ? bytes.toString('utf8') : ''
}

async function rootFrom(root: VerifyCommand['root']): Promise<Digest | undefined> {
  if (!root) return undefined
  if ('thumbprint' in root) {
    const { data } = Digest.safeParse(root.thumbprint)
    if (data) return data
    throw new Unreadable(
      'What stands after --root-thumbprint is no thumbprint: one has 43 characters, and each counts',
    )
  }
  try {
    return await thumbprint(SigningJwk.parse(JSON.parse(await readFile(root.file, 'utf8'))))
  } catch {
    throw new Unreadable('The file after --root cannot be read, or is not a public root key')
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
