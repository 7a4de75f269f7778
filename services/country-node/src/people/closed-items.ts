import type { Role } from '@causeway/schemas/codes'
import type { ItemCode } from '@causeway/schemas/record'
import { isPermitted } from '../staff/decide.ts'

/** Items that only who may do `person.read_account` reads, told here or received. */
const account: readonly ItemCode[] = ['full_account']

export const isClosedTo = (role: Role, code: ItemCode): boolean =>
  account.includes(code) && !isPermitted(role, 'person.read_account')
