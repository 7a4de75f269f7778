const MAX_LENGTH = 300

/** Where to go on after signing in: a path of this node, and the front door for all else. */
export const returnPath = (to: string | undefined): string =>
  to !== undefined && to.length <= MAX_LENGTH && /^\/(?!\/)[A-Za-z0-9/_.~?=&-]*$/.test(to)
    ? to
    : '/'
