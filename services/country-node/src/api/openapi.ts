import type { SwaggerOptions } from '@fastify/swagger'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { OpenAPIV3_1 as OpenApi } from 'openapi-types'
import { itemValuesSchema } from './openapi-items.ts'
import { problemResponses, problemSchema } from './openapi-problems.ts'

const info = {
  title: 'Causeway country node',
  version: '1',
  description:
    'Records, agreements and referrals of one country. Every call needs an access token of the ' +
    "country's identity provider (JWT profile, RFC 9068). Refusals are problem details (RFC 9457). " +
    'The value of an item has the shape that the schema `ItemValues` gives for its code.',
}

const idempotencyKey: OpenApi.ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Chosen by the caller, once for each thing to be done. The same key with the same request is ' +
    'answered with the first reply (`Idempotent-Replayed: true`) and has no second effect.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,64}$' },
}

/** OpenAPI 3.1 of the node at this origin: the zod schemas of its routes, and what all share. */
export const openApi = (origin: string): SwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info,
    servers: [{ url: origin }],
    security: [{ staff: [] }],
    components: {
      securitySchemes: { staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  },
  transform: jsonSchemaTransform,
  transformObject: (document) => {
    const described = jsonSchemaTransformObject(document) as OpenApi.Document
    const components = { ...described.components }
    components.schemas = {
      ...components.schemas,
      ItemValues: itemValuesSchema(),
      Problem: problemSchema,
    }
    components.responses = problemResponses
    for (const [path, item] of Object.entries(described.paths ?? {})) {
      describePath(item ?? {}, path)
    }
    return { ...described, components } as ReturnType<typeof jsonSchemaTransformObject>
  },
})

/** POSTs that change nothing, and whose answers are not to be kept for a repetition. */
const reading = ['/api/v1/people/{id}/agreements/preview', '/api/v1/referrals/{id}/match-card']

function describePath({ get, post }: OpenApi.PathItemObject, path: string): void {
  for (const operation of [get, post]) {
    if (!operation) continue
    operation.responses = {
      ...operation.responses,
      '4XX': { $ref: '#/components/responses/Refused' },
      '5XX': { $ref: '#/components/responses/Failed' },
    }
  }
  if (post && !reading.includes(path))
    post.parameters = [...(post.parameters ?? []), idempotencyKey]
}
