import type { LogTrust } from '@causeway/protocol/suite'
import {
  CheckpointQuery,
  CheckpointReply,
  ConsistencyProof,
  ConsistencyQuery,
  CosignatureReply,
  CosignatureSubmission,
  InclusionProof,
  ProofQuery,
  type Seconds,
} from '@causeway/schemas/wire'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { callerOf } from '../access/caller.ts'
import { goneSignal } from '../waiting/gone.ts'
import { acceptCosignature } from './accept-cosignature.ts'
import { proveConsistency, proveInclusion } from './prove.ts'
import { type ReadableLog, readCheckpoint } from './read-checkpoint.ts'

interface Options extends ReadableLog {
  trust: LogTrust
  now: () => Seconds
  /** A checkpoint has its quorum now. */
  onWitnessed: () => void
}

/** Bytes: one signature line, and what JSON adds. */
const COSIGNATURE_LIMIT = 16 * 1024

export const logRoutes: FastifyPluginAsyncZod<Options> = async (app, options) => {
  const { db, trust, now, onWitnessed } = options

  app.get(
    '/log/checkpoint',
    { schema: { querystring: CheckpointQuery, response: { 200: CheckpointReply } } },
    async (request, reply) => ({
      checkpoint: await readCheckpoint(
        options,
        callerOf(request),
        request.query,
        goneSignal(reply),
      ),
    }),
  )

  app.post(
    '/log/cosign',
    {
      bodyLimit: COSIGNATURE_LIMIT,
      schema: { body: CosignatureSubmission, response: { 200: CosignatureReply } },
    },
    async (request) => {
      const { count, isQuorumReached } = await acceptCosignature(
        { db, trust, now },
        callerOf(request),
        request.body,
      )
      if (isQuorumReached) onWitnessed()
      return { cosignatures: count }
    },
  )

  app.get(
    '/log/proof',
    { schema: { querystring: ProofQuery, response: { 200: InclusionProof } } },
    async ({ query }) => proveInclusion(db, query.identity),
  )

  app.get(
    '/log/consistency',
    { schema: { querystring: ConsistencyQuery, response: { 200: ConsistencyProof } } },
    async ({ query }) => proveConsistency(db, query.first, query.second),
  )
}
