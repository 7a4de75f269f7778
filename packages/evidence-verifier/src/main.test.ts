import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const entry = fileURLToPath(new URL('main.ts', import.meta.url))

/** The verdict on what is written to it until it has heard enough. */
async function judge(chunks: Iterable<Buffer>, ...args: string[]) {
  const quiet = '--disable-warning=ExperimentalWarning'
  const child = spawn(process.execPath, [quiet, entry, '-', ...args])
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const ended = once(child, 'exit')
  let isHeard = true
  child.stdin.on('error', () => {
    isHeard = false
  })
  for (const chunk of chunks) {
    if (!isHeard) break
    await new Promise((resolve) => child.stdin.write(chunk, resolve))
  }
  child.stdin.end()
  const [[code], [out, err]] = [await ended, await said]
  return { code, out, err }
}

function* endless() {
  for (const chunk = Buffer.alloc(2 ** 20, '['); ; ) yield chunk
}

test('a file that does not end is no evidence, and no more of it is read than evidence has', async () => {
  const { code, out, err } = await judge(endless())
  expect([code, err]).toEqual([1, ''])
  expect(out).toMatch(/^BROKEN: .*\n\nFirst broken link: the form of the file\./)
})

test('bytes that are no text are not read as if they were another text', async () => {
  const reason = async (bytes: Buffer) => (await judge([bytes])).out.split('\n\n')[2]
  const good = await reason(Buffer.from('{"\ufffd":1}'))
  expect(good).toMatch(/^It does not have the parts/)
  const bad = await reason(Buffer.from('{"\xff":1}', 'latin1'))
  expect(bad).toMatch(/^It is not a file of evidence, or it was damaged/)
})
