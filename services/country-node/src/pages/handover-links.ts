import type { RandomId } from '@causeway/schemas/wire'

const bySide = { receiver: '/receiving', sender: '/sending' } as const

/** The page of a handover, for whoever looks at it from this side. */
export const handoverHref = (side: 'sender' | 'receiver', id: RandomId): string =>
  `${bySide[side]}/${id}`

/** What people call a handover by, on the telephone too; ids are random and say nothing. */
export const referenceOf = (id: RandomId): string => id.replace(/[-_]/g, '').slice(0, 8)
