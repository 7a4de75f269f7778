import type { Action } from '../../staff/permissions.ts'
import { rolesFor, type WhyNot } from '../why-not.ts'
import type { Step } from './shown-parts.ts'

/** Why a step is not for this reader now, and who can do it or change that. */
export const closedBecause = (
  why: WhyNot,
  action: Action,
  translate: (key: string) => string,
): Pick<Step, 'why' | 'who'> => ({ why, who: rolesFor(action, translate) })
