import { items } from '@causeway/schemas/record'
import type { OpenAPIV3_1 as OpenApi } from 'openapi-types'
import { z } from 'zod'

/** For each code of an item the shape of its value, which the schema of an item leaves open. */
export function itemValuesSchema(): OpenApi.SchemaObject {
  const values = Object.entries(items).map(([code, { value }]) => [code, value.optional()])
  const { $schema: _, ...schema } = z.toJSONSchema(z.strictObject(Object.fromEntries(values)), {
    io: 'input',
  })
  return {
    ...(schema as OpenApi.SchemaObject),
    description: 'Each member is named by the code of an item and describes its value `v`.',
  }
}
