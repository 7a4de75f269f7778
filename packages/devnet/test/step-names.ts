/** The steps of the story, in order. */
export const stepNames = [
  'record_person',
  'agree',
  'draft',
  'preview',
  'offer',
  'arrives',
  'open',
  'accept',
  'packet',
]
