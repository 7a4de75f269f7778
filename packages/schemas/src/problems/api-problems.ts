/** Every reason the HTTP interface of a country node refuses a call. */
export const apiProblems = {
  'request-malformed': {
    status: 400,
    title: 'The request does not have the form this call asks for',
  },
  'token-missing': { status: 401, title: 'Sign in first' },
  'token-refused': { status: 401, title: 'The access token is not valid here' },
  'session-ended': { status: 401, title: 'You are not signed in any more: sign in again' },
  'sign-in-refused': { status: 403, title: 'The sign-in did not succeed: begin again' },
  'step-up-missing': { status: 403, title: 'Give your second factor first' },
  'form-forged': {
    status: 403,
    title: 'This form is out of date or came from elsewhere: open its page again',
  },
  'not-permitted': { status: 403, title: 'Your role does not allow this' },
  'not-assigned': {
    status: 403,
    title: 'Only who is assigned to her does this; your supervisor can assign you',
  },
  'nobody-awaited': {
    status: 403,
    title: 'On duty this opens while she is on her way or an alarm is open',
  },
  'training-missing': {
    status: 403,
    title: 'Her story opens to who has a trauma training that is still valid',
  },
  'not-found': { status: 404, title: 'There is nothing here' },
  'idempotency-key-missing': {
    status: 400,
    title: 'Send an Idempotency-Key of 1 to 64 visible characters with this call',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
  },
  'body-too-large': { status: 413, title: 'The request is larger than this call takes' },
  'media-type': { status: 415, title: 'Send application/json' },
  'agreement-not-in-force': {
    status: 409,
    title: 'There is no agreement in force that covers this',
  },
  'notice-unknown': { status: 409, title: 'There is no such version of this notice' },
  'item-not-agreed': { status: 409, title: 'An item was chosen that she has not agreed to share' },
  'item-not-for-this': {
    status: 409,
    title: 'An item was chosen that was recorded for another purpose',
  },
  'packet-too-large': {
    status: 409,
    title: 'The chosen items are together longer than one packet can be',
  },
  'item-not-allowed': {
    status: 409,
    title: 'An item was chosen that the policy does not let leave',
  },
  'item-not-recorded': { status: 409, title: 'An item was chosen that is not in the record' },
  'custody-not-passed': {
    status: 409,
    title: 'An item was chosen that only the node it comes from may pass on so far',
  },
  'story-not-released': {
    status: 409,
    title: 'Her story goes once she is in care, or earlier by her own wish',
  },
  'organisation-unknown': { status: 409, title: 'No such organisation in the directory' },
  'organisation-not-attested': {
    status: 409,
    title: 'The organisation has not confirmed its entry lately',
  },
  'risk-assessment-missing': {
    status: 409,
    title: 'Record a risk assessment not older than 14 days first',
  },
  'safe-contact-missing': { status: 409, title: 'Record a safe way to reach her first' },
  'route-closed': { status: 409, title: 'There is no open route to that country for this purpose' },
  'referral-open': { status: 409, title: 'There is already an open referral for this person' },
  'transition-refused': {
    status: 409,
    title: 'This side cannot do this, or not as the referral stands; `errors` says why',
  },
  'already-told': {
    status: 409,
    title: 'She has told this, or does not want to be asked: give a reason',
  },
  restricted: { status: 409, title: 'She has withdrawn her agreement to the use of this' },
  'referral-ended': { status: 409, title: 'The referral has ended; what was sent is closed' },
  'pause-is-hers': { status: 409, title: 'She asked for this pause: it ends on her word only' },
  'undo-too-late': { status: 409, title: 'The time in which this could be undone is over' },
  'withdrawal-undone': { status: 409, title: 'This withdrawal has been undone already' },
  'clock-not-paused': {
    status: 409,
    title: 'The answer clock stops once, for a question of the receiver before it has answered',
  },
  'packet-not-here': {
    status: 409,
    title: 'Assess the risk on the full packet, which is not here yet',
  },
  'plan-changed': { status: 409, title: 'Another plan has been proposed since you read it' },
  'meeting-answer-wrong': { status: 409, title: 'Her answer is another one' },
  'meeting-tries-used': {
    status: 409,
    title: 'Her answer was tried five times; call the other side',
  },
  'follow-up-done': { status: 409, title: 'This follow-up has been recorded' },
  'alarm-ended': { status: 409, title: 'This alarm has ended' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  busy: { status: 503, title: 'Try again a little later' },
} as const
