import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { DevnetFault } from '../reason.ts'

interface ProcessOptions {
  name: string
  /** A TypeScript file. */
  entry: string
  /** All that it gets of an environment, beside PATH. */
  env: Record<string, string>
  /** Takes what it prints, over all its restarts. */
  logFile: string
  /** Ends the start, or the command: the process is stopped, and the signal's reason is thrown. */
  signal?: AbortSignal | undefined
}

interface ServiceOptions extends ProcessOptions {
  /** Where it answers; the port stays the same over restarts. */
  url: string
  /** Path that answers 200 once it is ready. */
  health?: string
}

export interface ServiceProcess {
  name: string
  url: string
  logFile: string
  pid(): number
  isRunning(): boolean
  /** Sends a signal; of one that ends it, waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Starts it, after stopping it where it runs, and waits until it answers. */
  restart(): Promise<void>
  /** Lets it close what it holds; insists after fifteen seconds. */
  stop(): Promise<void>
}

const START_LIMIT = 60_000
const STOP_LIMIT = 15_000

/**
 * Starts a service as a child process and waits until it is healthy. It ends when its starter does,
 * whatever ends that. Throws, with the end of its log, when it exits before it answers.
 */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  const { name, url, logFile, health = '/healthz' } = options
  const launch = async () => {
    options.signal?.throwIfAborted()
    const child = launchNode(options)
    try {
      await answering(child, new URL(health, url), options)
    } catch (error) {
      await stopped(child)
      throw error
    }
    return child
  }
  let child = await launch()

  const kill = async (signal: NodeJS.Signals) => {
    if (hasEnded(child)) return
    child.kill(signal)
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await ended(child)
  }
  const stop = () => stopped(child)
  return {
    name,
    url,
    logFile,
    pid: () => child.pid ?? 0,
    isRunning: () => !hasEnded(child),
    kill,
    stop,
    async restart() {
      await stop()
      child = await launch()
    },
  }
}

/** Runs a command to its end. Throws, with the end of its log, when it fails. */
export async function runCommand(options: ProcessOptions): Promise<void> {
  const { signal } = options
  signal?.throwIfAborted()
  const child = launchNode(options)
  const cancel = () => child.kill('SIGTERM')
  signal?.addEventListener('abort', cancel)
  await ended(child)
  signal?.removeEventListener('abort', cancel)
  signal?.throwIfAborted()
  if (child.exitCode !== 0) throw await failure(options, `ended with ${child.exitCode}`)
}

function launchNode({ entry, env, logFile }: ProcessOptions): ChildProcess {
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    env: { PATH: process.env.PATH, ...env, CAUSEWAY_PARENT_PIPE: '1' },
    detached: true,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  child.stdin?.on('error', () => {})
  return child
}

async function answering(child: ChildProcess, url: URL, options: ProcessOptions): Promise<void> {
  const limit = Date.now() + START_LIMIT
  while (Date.now() < limit) {
    options.signal?.throwIfAborted()
    if (hasEnded(child)) throw await failure(options, 'ended before it answered')
    if (await isHealthy(url)) return
    await sleep(60)
  }
  throw await failure(options, 'did not answer')
}

const isHealthy = (url: URL): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (reply) => reply.ok,
    () => false,
  )

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function ended(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit')
}

async function stopped(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  child.kill('SIGTERM')
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT)
  await ended(child)
  clearTimeout(insist)
}

async function failure({ name, logFile }: ProcessOptions, what: string): Promise<Error> {
  const lines = (await readFile(logFile, 'utf8')).trim().split('\n')
  return new DevnetFault(`${name} ${what}:\n${lines.slice(-12).join('\n')}`)
}
