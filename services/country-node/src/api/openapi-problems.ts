import { apiProblems } from '@causeway/schemas/problems'
import type { OpenAPIV3_1 as OpenApi } from 'openapi-types'

const codes = Object.entries(apiProblems)

const tableOf = (isListed: (status: number) => boolean): string =>
  codes
    .filter(([, { status }]) => isListed(status))
    .map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`)
    .join('\n')

const header = '| Code | Status | Meaning |\n|---|---|---|\n'

/** RFC 9457 problem details as every refusal has them. */
export const problemSchema: OpenApi.SchemaObject = {
  type: 'object',
  required: ['type', 'status', 'title'],
  properties: {
    type: { type: 'string', enum: codes.map(([code]) => `urn:causeway:problem:${code}`) },
    status: { type: 'integer' },
    title: { type: 'string' },
    errors: {
      type: 'array',
      description: 'Where the request breaks which rule; never the value that was sent.',
      items: {
        type: 'object',
        required: ['pointer', 'in', 'rule'],
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer (RFC 6901)' },
          in: { type: 'string', enum: ['body', 'query', 'path', 'header'] },
          rule: { type: 'string' },
          times_asked: {
            type: 'integer',
            description: 'Of `already-told`: how often she was asked about it.',
          },
          side: {
            type: 'string',
            enum: ['sender', 'receiver'],
            description: 'Of `transition-refused`: the side of the referral that this node is.',
          },
          status: {
            type: 'string',
            description: 'Of `transition-refused`: where the referral stands at this node.',
          },
        },
      },
    },
  },
}

const content = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
}

export const problemResponses: Record<string, OpenApi.ResponseObject> = {
  Refused: { description: `Refused\n\n${header}${tableOf((status) => status < 500)}`, content },
  Failed: { description: `Not now\n\n${header}${tableOf((status) => status >= 500)}`, content },
}
