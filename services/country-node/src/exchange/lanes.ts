/**
 * Does something with each piece: of those with one lane in their order, of several lanes up to
 * `width` side by side. A piece without a lane waits for all before it, and all after it wait for
 * it. Results in the order of the pieces. `take` must not reject.
 */
export async function inLanes<Piece, Result>(
  pieces: readonly Piece[],
  laneOf: (piece: Piece) => string | undefined,
  width: number,
  take: (piece: Piece) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (const stretch of stretches(pieces, laneOf)) {
    const lanes = stretch.values()
    const work = async () => {
      for (const lane of lanes) for (const index of lane) results[index] = await takeAt(index)
    }
    await Promise.all(Array.from({ length: Math.min(width, stretch.size) }, work))
  }
  return results

  function takeAt(index: number): Promise<Result> {
    return take(pieces[index] as Piece)
  }
}

/** Places of the pieces, by lane, between one piece without a lane and the next. */
function stretches<Piece>(
  pieces: readonly Piece[],
  laneOf: (piece: Piece) => string | undefined,
): Map<string, number[]>[] {
  const all = [new Map<string, number[]>()]
  for (const [index, piece] of pieces.entries()) {
    const lane = laneOf(piece)
    if (lane === undefined) {
      all.push(new Map([['', [index]]]), new Map())
    } else {
      const last = all.at(-1) as Map<string, number[]>
      last.set(lane, [...(last.get(lane) ?? []), index])
    }
  }
  return all
}
