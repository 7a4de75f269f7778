import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

interface Entry {
  payload: AdapterPayload
  /** Milliseconds since 1970. */
  until: number
}

/** What one provider remembers, for as long as its process lives; expired entries are not found. */
export function memoryStore(): AdapterFactory {
  const kinds = new Map<string, Map<string, Entry>>()

  return (kind): Adapter => {
    const entries = kinds.get(kind) ?? new Map<string, Entry>()
    kinds.set(kind, entries)

    const alive = (entry: Entry | undefined) =>
      entry && entry.until > Date.now() ? entry.payload : undefined
    const findWhere = (matches: (payload: AdapterPayload) => boolean) =>
      alive([...entries.values()].find(({ payload }) => matches(payload)))

    return {
      async upsert(id, payload, seconds = Number.POSITIVE_INFINITY) {
        entries.set(id, { payload, until: Date.now() + seconds * 1000 })
      },
      find: async (id) => alive(entries.get(id)),
      findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
      findByUserCode: async (code) => findWhere((payload) => payload.userCode === code),
      async consume(id) {
        const entry = entries.get(id)
        if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000)
      },
      async destroy(id) {
        entries.delete(id)
      },
      async revokeByGrantId(grantId) {
        for (const ofKind of kinds.values()) {
          for (const [id, { payload }] of ofKind) {
            if (payload.grantId === grantId) ofKind.delete(id)
          }
        }
      },
    }
  }
}
