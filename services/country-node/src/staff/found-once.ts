/** Finds something at first use and remembers it; what failed is tried again at the next use. */
export function foundOnce<Value>(find: () => Promise<Value>): () => Promise<Value> {
  let found: Promise<Value> | undefined

  return () => {
    if (found) return found
    const attempt = find()
    found = attempt
    attempt.catch(() => {
      found = undefined
    })
    return attempt
  }
}
