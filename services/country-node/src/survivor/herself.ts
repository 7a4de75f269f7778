import type { RandomId } from '@causeway/schemas/wire'

/** She, as the audit of this node knows her: by the window that she came through. */
export const herself = ({ window, org }: { window: RandomId; org: RandomId }) => ({
  org,
  role: 'survivor' as const,
  pseudonym: window,
})
