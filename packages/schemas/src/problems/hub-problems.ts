/**
 * Every reason the hub refuses a call. The outer codes say little on purpose: the hub, and whoever
 * watches it, learns that something was refused and not what it was about.
 * Nodes act on these codes: one may be added, but none may change its name or its sense.
 */
export const hubProblems = {
  size: { status: 413, title: 'Larger than this hub takes' },
  format: { status: 400, title: 'Does not have the form the protocol asks for' },
  auth: { status: 401, title: 'The signature or the proof of the request does not verify' },
  malleable: { status: 401, title: 'The signature is not in its canonical form' },
  forbidden: { status: 403, title: 'Not permitted for this node' },
  recipient: { status: 403, title: 'No such recipient in this network' },
  missing: { status: 404, title: 'There is nothing here' },
  replay: { status: 409, title: 'This id was already used for something else' },
  sequence: { status: 409, title: 'This sequence number was already used' },
  time: { status: 410, title: 'Outside its time of validity' },
  rate: { status: 429, title: 'Too many requests' },
  busy: { status: 503, title: 'Try again a little later' },
} as const
