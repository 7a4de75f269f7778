import type { Role } from '@causeway/schemas/codes'

/**
 * How far a role may do something:
 * - `organisation`: for everything that is of its own organisation;
 * - `assigned`: there, for those to whom this very worker is assigned;
 * - `while_awaited`: there, while she is on her way or an alarm about her is open;
 * - `node`: for every organisation of the node.
 */
export type Scope = 'organisation' | 'assigned' | 'while_awaited' | 'node'

type Who = Partial<Record<Role, Scope>>

const organisation = 'organisation'
const assigned = 'assigned'

/** Who keeps records and looks after her; an agency's own system does the same jobs by API. */
const carers = { case_worker: assigned, integrator: organisation } as const satisfies Who
/** The same, before there is anybody to be assigned to. */
const anyCarer = { case_worker: organisation, integrator: organisation } as const satisfies Who
/** Who answers an offer: small organisations have no intake desk, there the case worker does it. */
const receivers = { intake_worker: organisation, ...anyCarer } as const satisfies Who
const supervisor = { supervisor: organisation } as const satisfies Who
const duty = { duty_worker: organisation } as const satisfies Who
/** Who must know that a referral runs and how it stands, be it in the middle of the night. */
const followers = { ...receivers, ...duty, ...supervisor } as const satisfies Who
/** Who is told when somebody has to look, by an alarm's ladder: people, never a machine. */
const onCall = {
  case_worker: organisation,
  intake_worker: organisation,
  ...duty,
  ...supervisor,
  focal_point: 'node',
} as const satisfies Who
/** What is about nobody. */
const everybody = {
  ...followers,
  police_liaison: organisation,
  focal_point: organisation,
  data_protection_officer: organisation,
  node_administrator: organisation,
} as const satisfies Who

/**
 * Who may do what, and how far. What is not named here nobody may do. The police liaison sees
 * nothing of care beyond the directory; the focal point, the administrator and the data-protection
 * officer see no case content.
 */
const permissions = {
  'person.create': anyCarer,
  /** The duty worker sees of it how to reach her safely, at any hour, and no more. */
  'person.read': { ...carers, ...supervisor, ...duty },
  /** All but the account, so far as training and purpose let her story be opened. */
  'person.read_whole': { ...carers, ...supervisor },
  /** The full account is for those who work with her on it: nobody else, and no machine. */
  'person.read_account': { case_worker: assigned, ...supervisor },
  /** What she has withdrawn: only to see with her whether it shall be undone. */
  'person.read_restricted': supervisor,
  'person.write': { ...carers, ...supervisor },
  /** Whoever explained it to her records it. */
  'agreement.record': carers,
  'agreement.preview': { ...carers, ...supervisor },
  /** Whoever asked her again. */
  'agreement.reaffirm': carers,
  /** Who looks at how it was said may find that it was no free yes. */
  'agreement.invalidate': { ...carers, ...supervisor },
  /** In an alarm it matters who may be told what. */
  'agreement.read': { ...carers, ...supervisor, duty_worker: 'while_awaited' },
  /** For her to keep, so handed out by who works with her. */
  'agreement.receipt': carers,
  /** The texts of the node: nothing of anybody. */
  'notice.read': everybody,
  /** Organisations, never people: all staff find partners here. */
  'organisation.list': everybody,
  'referral.draft': carers,
  'referral.preview': { ...carers, ...supervisor },
  'referral.offer': carers,
  'referral.list': followers,
  'referral.read': followers,
  /** An emergency is acknowledged within the hour, around the clock. */
  'referral.open': { ...receivers, ...duty, ...supervisor },
  /** Who accepts her is assigned to her by that. */
  'referral.accept': receivers,
  'referral.decline': receivers,
  /** Pseudonymous, and all that is needed to answer. */
  'referral.read_offer': { ...receivers, ...supervisor },
  /** Names and addresses: for who will look after her, not for who weighed the offer. */
  'referral.read_packet': { ...carers, ...supervisor },
  /** One item more, or a part of her story: whoever she agreed it with. */
  'referral.disclose': carers,
  /** Who waits where, and numbers: for who looks after her, and for who is called at night. */
  'plan.read': { ...carers, duty_worker: 'while_awaited', ...supervisor },
  /** With an own risk assessment: whoever knows her. */
  'plan.sign': carers,
  /** Anything on the way may be phoned in, at any hour, to whoever is there. */
  'journey.report': { ...anyCarer, ...duty, ...supervisor },
  /** She may have forgotten what is on it, and call. */
  'referral.card': { ...carers, duty_worker: 'while_awaited', ...supervisor },
  /** Nothing of it says who she is, and a colleague may have to go. */
  'referral.meeting_sheet': { ...anyCarer, ...duty, ...supervisor },
  /** After speaking with her, which may be phoned in. */
  'care.confirm': { ...carers, ...duty },
  'care.close': { ...carers, ...supervisor },
  /** Whom to ask after today: steps and dates of the organisation. */
  'follow_up.list': { ...anyCarer, ...supervisor },
  'follow_up.read': { ...carers, ...supervisor },
  'follow_up.record': carers,
  /** Any worker of either side halts; whoever halted or not, any lets it go on. */
  'referral.pause': followers,
  'referral.resume': followers,
  'referral.recall': { ...carers, ...supervisor },
  'referral.confirm_recall': { ...carers, ...supervisor },
  /** By word to any worker, at any hour. */
  'withdrawal.record': followers,
  /** With her in the room: whoever looks after her. */
  'withdrawal.undo': { ...carers, ...supervisor },
  /** Codes and times; who oversees the protection of data sees whether everybody answered. */
  'withdrawal.read': { ...followers, data_protection_officer: organisation },
  /** With her in the room: she chooses her PIN, and takes the code with her. */
  'window.open': { case_worker: assigned, ...supervisor },
  /** Between workers, also before anybody is assigned: not for who only takes calls. */
  'question.read': { ...receivers, ...supervisor },
  'question.ask': { ...receivers, ...supervisor },
  'question.answer': { ...receivers, ...supervisor },
  /** What not to ask her, and why somebody did all the same. */
  'told.read': { ...carers, duty_worker: 'while_awaited', ...supervisor },
  'telling.record': { ...carers, ...supervisor },
  /** Signatures and codes, which show that and when, not what. */
  'referral.evidence': { ...receivers, ...supervisor, data_protection_officer: organisation },
  /** Says that something waits, since when, and who was told: no case content. */
  'alarm.list': onCall,
  'alarm.acknowledge': onCall,
  /** Who can know what came of it. */
  'alarm.end': { case_worker: organisation, ...duty, ...supervisor },
  /** Whom to turn to; that somebody works with her is all that it says. */
  'assignment.read': { ...anyCarer, ...duty, ...supervisor },
  'assignment.change': supervisor,
  'staff.list': supervisor,
  'audit.verify': { data_protection_officer: organisation },
  /** Who did what, when and on what: codes and ids, of every organisation, as the chain is one. */
  'audit.read': { data_protection_officer: 'node' },
  /** What the hub keeps of all that is sent: signatures and hashes, nothing of anybody. */
  'hub_record.read': { data_protection_officer: 'node', node_administrator: 'node' },
  /** What kind of item went where, on which agreement: never a value. */
  'disclosure.register': { data_protection_officer: 'node' },
} as const satisfies Record<string, Who>

export type Action = keyof typeof permissions
export const actions = Object.keys(permissions) as Action[]

/** How far a role may do this; `undefined` when not at all. */
export const scopeOf = (role: Role, action: Action): Scope | undefined =>
  (permissions[action] as Who)[role]
