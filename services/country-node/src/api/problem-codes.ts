import type { SituationCodes } from '@causeway/service-kit/http'

/** What can happen to any request, in this service's vocabulary. */
export const problemCodes = {
  malformed: 'request-malformed',
  missing: 'not-found',
  tooLarge: 'body-too-large',
  mediaType: 'media-type',
  internal: 'internal',
  busy: 'busy',
} as const satisfies SituationCodes
