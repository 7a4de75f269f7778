import type { ServerResponse } from 'node:http'
import { CosignatureSubmission, type Identity } from '@causeway/schemas/wire'
import type { LogDouble } from './log-double.ts'

interface Question {
  searchParams: URLSearchParams
  body: string
}

const numberIn = ({ searchParams }: Question, name: string) => Number(searchParams.get(name))

const answers: Record<string, (log: LogDouble, question: Question) => object | undefined> = {
  '/v1/log/proof': (log, { searchParams }) =>
    log.inclusion(searchParams.get('identity') as Identity),
  '/v1/log/consistency': (log, question) =>
    log.consistency(numberIn(question, 'first'), numberIn(question, 'second')),
  '/v1/log/checkpoint': (log) => ({ checkpoint: log.checkpoint() }),
  '/v1/log/cosign'(log, { body }) {
    const { size, cosignature } = CosignatureSubmission.parse(JSON.parse(body))
    const cosignatures = log.cosign(size, cosignature)
    return cosignatures === undefined ? undefined : { cosignatures }
  },
}

/** What the log answers under this path; `undefined` when that is nowhere. */
export const answerOfLog = (log: LogDouble, path: string, question: Question): object | undefined =>
  answers[path]?.(log, question)

/** Ways to answer nothing that a node could use. */
export type LogBehaviour = 'silent' | 'unavailable' | 'garbage' | 'endless'

export const misbehave: Record<LogBehaviour, (response: ServerResponse) => void> = {
  silent() {},
  unavailable(response) {
    response.writeHead(503).end()
  },
  garbage(response) {
    response.end('{"checkpoint":{"ch')
  },
  endless(response) {
    const more = () => response.write('x'.repeat(1 << 20), (error) => error ?? more())
    more()
  },
}
