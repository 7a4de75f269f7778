const NAMES = ['title', 'where', 'when', 'who', 'they_say', 'you_say', 'call'] as const

/** What her card says beside what was arranged, in the language of `translate`, which is hers. */
export const cardWords = (translate: (key: string) => string) =>
  Object.fromEntries(NAMES.map((name) => [name, translate(`paper.card.${name}`)])) as Record<
    (typeof NAMES)[number],
    string
  >

export type CardWords = ReturnType<typeof cardWords>
