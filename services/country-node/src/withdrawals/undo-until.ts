import { Problem } from '@causeway/schemas/problems'
import type { NodeContext } from '../context.ts'

/** Milliseconds for which she can take a withdrawal back, and nothing can be destroyed by it. */
const UNDO_PERIOD = 7 * 24 * 60 * 60 * 1000

/** The last moment of it, for a withdrawal made at `at`. */
export const undoUntil = (at: Date, pace: number): Date =>
  new Date(at.getTime() + UNDO_PERIOD / pace)

/** Throws `Problem`: `withdrawal-undone` when it has been undone, `undo-too-late` after its time. */
export function requireUndoable(
  { at, undone_at }: { at: Date; undone_at: Date | null },
  { now, pace }: NodeContext,
): void {
  if (undone_at) throw new Problem('withdrawal-undone')
  if (now() > undoUntil(at, pace)) throw new Problem('undo-too-late')
}
