import { z } from 'zod'
import { ServiceCode } from '../codes/index.ts'
import { NodeId, Organisation } from '../wire/index.ts'

export const OrganisationListQuery = z.strictObject({
  /** Of this country only. */
  node: NodeId.optional(),
  /** Offering this service only. */
  service: ServiceCode.optional(),
})
export type OrganisationListQuery = z.infer<typeof OrganisationListQuery>

/** `GET /organisations`: the directory, whose entries the network's root has signed. */
export const OrganisationList = z.strictObject({
  organisations: z.array(
    z.strictObject({
      ...Organisation.shape,
      /** Whether it confirmed its entry within 90 days, so that a new referral may be offered. */
      accepting: z.boolean(),
    }),
  ),
})
export type OrganisationList = z.infer<typeof OrganisationList>
