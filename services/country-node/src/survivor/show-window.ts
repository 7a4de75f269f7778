import { z } from 'zod'
import type { NodeContext } from '../context.ts'
import { Pretended, pretend } from './pretend.ts'
import { readWindow } from './read-window.ts'
import type { WindowModel } from './window-model.ts'
import { getWindow } from './window-queries.ts'
import type { WindowSession } from './window-state.ts'

const nothing: ReadonlySet<string> = new Set()

/**
 * What this session is shown. By the PIN for danger: without the pauses that followed from it, and
 * with what was clicked as if it had been done. Both ways ask the same of the database.
 */
export async function showWindow(
  context: NodeContext,
  { window: id, person, isDuress }: WindowSession,
): Promise<WindowModel> {
  const { db } = context
  const { pretended } = await getWindow(db, id)
  const model = await readWindow(context, person, async () => {
    const rows = await db
      .selectFrom('survivor_silent_pause')
      .select('event_identity')
      .where('window_id', '=', id)
      .execute()
    return isDuress ? new Set(rows.map((row) => row.event_identity)) : nothing
  })
  return pretend(model, isDuress ? z.array(Pretended).parse(pretended) : [])
}
