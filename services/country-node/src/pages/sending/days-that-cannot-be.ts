import type { Form } from '@causeway/page-kit'
import type { NodeContext } from '../../context.ts'
import { seconds } from '../../context.ts'
import { isWeekOver } from '../../referrals/week-over.ts'
import type { DraftContent } from './page-draft.ts'
import { readDraft, type Step } from './read-draft.ts'
import { weekOf } from './return-form.ts'

/**
 * What no form can know, since it has no clock: that she would arrive in a week that is over, or was
 * born on a day to come. Of pages that are whole, each fault at the page where it is typed.
 */
export function daysThatCannotBe(
  { now }: Pick<NodeContext, 'now'>,
  content: DraftContent,
): { step: Step; fault: Form['faults'][number] }[] {
  const read = readDraft(content)
  const arrival = read.return?.arrival
  const born = (read.person as Record<string, unknown> | undefined)?.birth_date
  const isOver = arrival !== undefined && isWeekOver(weekOf(arrival), seconds(now))
  const isToCome = typeof born === 'string' && born > now().toISOString().slice(0, 10)
  return [
    ...(isOver
      ? [{ step: 'return' as const, fault: { field: 'arrival', rule: 'in_the_past' } }]
      : []),
    ...(isToCome
      ? [{ step: 'person' as const, fault: { field: 'birth_date', rule: 'in_the_future' } }]
      : []),
  ]
}
