import type { Role } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import type { StaffActor } from './actor.ts'
import { type Action, type Scope, scopeOf } from './permissions.ts'

/** What a decision has to know of what is asked for. */
export interface Resource {
  /** Whose it is. */
  org: string
  /** Pseudonyms of who is assigned to her now. */
  assigned?: readonly string[]
  /** Whether she is on her way, or an alarm about her is open. */
  isAwaited?: boolean
}

/** Whether a role may do this for every organisation of the node. */
export const seesWholeNode = (role: Role, action: Action): boolean =>
  scopeOf(role, action) === 'node'

/** Whether a role includes this action at all; says nothing of any resource. */
export const isPermitted = (role: Role, action: Action): boolean =>
  scopeOf(role, action) !== undefined

type Limit = (actor: StaffActor, resource: Resource) => void

/** What each scope asks beyond the organisation. */
const limits: Record<Scope, Limit> = {
  node: () => {},
  organisation: () => {},
  assigned: ({ pseudonym }, { assigned }) => {
    if (!known(assigned).includes(pseudonym)) throw new Problem('not-assigned')
  },
  while_awaited: (_actor, { isAwaited }) => {
    if (!known(isAwaited)) throw new Problem('nobody-awaited')
  },
}

/** What nobody has looked up is not a no: it is a mistake of the program. */
function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new TypeError('decide is asked without what it decides by')
  return value
}

/**
 * The one place that says whether somebody may do something. Throws `Problem`: `not-permitted` when
 * the role does not include the action, whatever the resource; `not-found` when the resource is
 * another organisation's, so that it looks like one that does not exist; `not-assigned` and
 * `nobody-awaited` for what colleagues of the organisation may do and this one not now.
 */
export function decide(actor: StaffActor, action: Action, resource?: Resource): void {
  const scope = scopeOf(actor.role, action)
  if (!scope) throw new Problem('not-permitted')
  if (!resource) return
  if (scope !== 'node' && resource.org !== actor.org) throw new Problem('not-found')
  limits[scope](actor, resource)
}
