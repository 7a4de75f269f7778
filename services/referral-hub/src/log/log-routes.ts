import {
  CheckpointReply,
  ConsistencyProof,
  ConsistencyQuery,
  InclusionProof,
  ProofQuery,
} from '@causeway/schemas/wire'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { currentCheckpoint, proveConsistency, proveInclusion } from './prove.ts'
import type { LogSigner } from './sequence-leaves.ts'

interface Options {
  db: Kysely<Database>
  signer: LogSigner
}

export const logRoutes: FastifyPluginAsyncZod<Options> = async (app, { db, signer }) => {
  app.get('/log/checkpoint', { schema: { response: { 200: CheckpointReply } } }, async () => ({
    checkpoint: await currentCheckpoint(db, signer),
  }))

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
