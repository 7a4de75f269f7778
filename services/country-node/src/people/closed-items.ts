import type { Role } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import { type Category, categoryOf, type ItemCode, type RecordItem } from '@causeway/schemas/record'
import type { Seconds } from '@causeway/schemas/wire'
import type { StaffActor } from '../staff/actor.ts'
import { isPermitted } from '../staff/decide.ts'

/** Who reads, when, and what for. */
export interface Reading {
  actor: Pick<StaffActor, 'role' | 'trainedUntil'>
  at: Seconds
  /** Items that were recorded for others are left out; her care as a whole when absent. */
  purpose?: string | undefined
  /** The one group that is asked for; all when absent. */
  group?: Category | undefined
}

/** The most private of all. */
const account: readonly ItemCode[] = ['full_account']

/** Without it nobody opens what was done to her: told here or received, by whoever. */
const isTrained = ({ actor: { trainedUntil = 0 }, at }: Reading): boolean => trainedUntil > at

/** What closes an item that was told or received here; the first that holds is enough. */
const closed: ((reading: Reading, item: Pick<RecordItem, 'code' | 'purpose'>) => boolean)[] = [
  ({ actor: { role } }, { code }) => !isOpenTo(role, code),
  (reading, { code }) => categoryOf(code) === 'narrative' && !isTrained(reading),
  ({ purpose }, item) =>
    purpose !== undefined && !(item.purpose as readonly string[]).includes(purpose),
]

function isOpenTo(role: Role, code: ItemCode): boolean {
  if (account.includes(code)) return isPermitted(role, 'person.read_account')
  return categoryOf(code) === 'contact_safe' || isPermitted(role, 'person.read_whole')
}

/** Whether one of the rules keeps the item from this reader. */
export const isClosedTo = (reading: Reading, item: Pick<RecordItem, 'code' | 'purpose'>): boolean =>
  closed.some((rule) => rule(reading, item))

/** Whether it is in the group that the reader named; in any, when none was named. */
export const isAskedFor = ({ group }: Reading, { code }: Pick<RecordItem, 'code'>): boolean =>
  group === undefined || categoryOf(code) === group

/** Who asks for her story and nothing else learns why it stays closed: `Problem('training-missing')`. */
export function requireTraining(reading: Reading): void {
  if (reading.group === 'narrative' && !isTrained(reading)) throw new Problem('training-missing')
}
