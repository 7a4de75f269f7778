import { type Kysely, sql } from 'kysely'

/** People and their record, agreements, referrals and their events, exchange, audit. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table staff_member (
     pseudonym text primary key,
     subject text not null unique,
     first_seen_at timestamptz not null,
     org text,
     role text,
     name text,
     email text
   )`,
  `create table session (
     id_hash text primary key,
     pseudonym text not null references staff_member,
     org text not null,
     role text not null,
     trained_until bigint,
     provider_session text,
     form_token text not null,
     begun_at timestamptz not null,
     seen_at timestamptz not null,
     strong_at timestamptz
   )`,
  `create index session_by_worker on session (pseudonym)`,
  `create index session_by_provider_session on session (provider_session)`,
  `create table sign_in_attempt (
     state_hash text primary key,
     browser_hash text not null,
     "to" text not null,
     session_hash text,
     begun_at timestamptz not null
   )`,
  `create index sign_in_attempt_by_time on sign_in_attempt (begun_at)`,
  `create table kept_form (
     id text primary key,
     pseudonym text not null references staff_member,
     org text not null,
     path text not null,
     sealed bytea not null,
     kept_at timestamptz not null,
     unique (pseudonym, org, path)
   )`,
  `create index kept_form_by_time on kept_form (kept_at)`,
  `create table page_draft (
     id text primary key,
     pseudonym text not null references staff_member,
     org text not null,
     is_practice boolean not null,
     sealed bytea,
     begun_at timestamptz not null,
     saved_at timestamptz not null,
     sending_at timestamptz,
     ended_at timestamptz,
     referral_id text,
     constraint practice_is_never_sent check (not is_practice or referral_id is null)
   )`,
  `create index page_draft_by_worker on page_draft (pseudonym, org)`,
  `create index practice_draft_by_time on page_draft (begun_at) where is_practice`,
  `create function practice_stays_practice() returns trigger language plpgsql as $$
   begin
     raise exception 'practice never becomes real, and what is real never practice';
   end $$`,
  `create trigger practice_stays_practice before update on page_draft for each row
     when (old.is_practice is distinct from new.is_practice)
     execute function practice_stays_practice()`,
  `create table data_key (
     subject_id text not null,
     category text not null,
     wrapped bytea not null,
     wrapped_by text not null,
     created_at timestamptz not null,
     primary key (subject_id, category)
   )`,
  `create table person (
     id text primary key,
     org text not null,
     created_by text not null references staff_member,
     created_at timestamptz not null,
     origin_referral text
   )`,
  `create table assignment (
     position bigserial primary key,
     subject_kind text not null check (subject_kind in ('person', 'referral')),
     subject_id text not null,
     org text not null,
     pseudonym text not null references staff_member,
     assigned_by text not null references staff_member,
     starts_at timestamptz not null,
     ends_at timestamptz
   )`,
  `create index assignment_by_subject on assignment (subject_id)`,
  `create index assignment_by_worker on assignment (pseudonym, org)`,
  `create table notice_heard (
     person_id text not null references person,
     notice text not null,
     version int not null,
     lang text not null,
     sha256 text not null,
     how text not null,
     interpreter text not null,
     at timestamptz not null,
     heard_from text not null references staff_member
   )`,
  `create index notice_heard_by_person on notice_heard (person_id)`,
  `create table record_item (
     person_id text not null references person,
     code text not null,
     revision int not null,
     sealed bytea not null,
     recorded_by text not null references staff_member,
     recorded_at timestamptz not null,
     primary key (person_id, code, revision)
   )`,
  `create table agreement (
     id text primary key,
     person_id text not null references person,
     receiver_node text not null,
     receiver_org text not null,
     purpose text not null,
     items text[] not null,
     person_alias text not null,
     valid_from bigint not null,
     expires_at bigint not null,
     lang text not null,
     how text not null,
     interpreter text not null,
     notice jsonb not null,
     text_sha256 text not null,
     text_sealed bytea not null,
     may_be_told_sealed bytea,
     recorded_by text not null references staff_member,
     recorded_at timestamptz not null
   )`,
  `create table agreement_grant (
     gid text primary key,
     agreement_id text not null references agreement,
     category text not null,
     items text[] not null,
     basis jsonb not null,
     release boolean not null,
     jws text not null,
     identity text not null unique
   )`,
  `create index agreement_grant_by_agreement on agreement_grant (agreement_id)`,
  `create table agreement_event (
     position bigserial primary key,
     agreement_id text not null references agreement,
     kind text not null,
     groups text[],
     withdrawal text,
     reason text,
     by text not null,
     at bigint not null
   )`,
  `create index agreement_event_by_agreement on agreement_event (agreement_id, position)`,
  `create index agreement_by_person on agreement (person_id, receiver_node, receiver_org)`,
  `create table referral (
     id text primary key,
     side text not null check (side in ('sender', 'receiver')),
     own_org text not null,
     peer_node text not null,
     peer_org text not null,
     person_id text references person,
     parent_id text references referral,
     agreement_id text references agreement,
     purpose text not null,
     urgency text not null,
     draft_sealed bytea,
     status text not null,
     stage text generated always as (case
       when status in ('draft', 'dropped', 'none') then 'none'
       when state ->> 'meeting' = 'open' then 'running'
       when status in ('offered', 'under_review') then 'to_answer'
       when status in ('accepted', 'planned', 'in_transit', 'missed', 'lost_contact', 'arrived',
         'in_care') then 'running'
       else 'ended' end) stored,
     due_at bigint not null default 253402300799,
     state jsonb not null,
     version int not null default 0,
     settled_version int not null default 0,
     meeting_tries int not null default 0,
     outcome text,
     created_by text references staff_member,
     created_at timestamptz not null,
     changed_at timestamptz not null
   )`,
  `create index referral_by_person on referral (person_id) where person_id is not null`,
  `create index referral_unsettled on referral (changed_at) where settled_version < version`,
  `create index referral_by_org on referral (own_org, changed_at desc)`,
  `create index referral_by_reference on referral (left(translate(id, '-_', ''), 8))`,
  `create index referral_by_due on referral (own_org, side, stage, due_at, id)`,
  `create index referral_by_urgency on referral (own_org, side, stage, urgency, due_at, id)`,
  `create index referral_by_change on referral (own_org, side, stage, changed_at desc, id desc)`,
  `create table referral_event (
     identity text primary key,
     referral_id text not null,
     node text not null,
     n int not null,
     type text not null,
     jws text not null,
     body_salt text,
     body_sealed bytea,
     at bigint not null,
     stored_at timestamptz not null,
     env text,
     body_refused text,
     has_surplus boolean not null default false,
     applied_at timestamptz
   )`,
  `create index referral_event_by_referral on referral_event (referral_id, node, n)`,
  `create table issued_record (
     rec text not null,
     rev int not null,
     person_id text not null references person,
     to_node text not null,
     identity text not null unique,
     jwt text not null,
     at timestamptz not null,
     primary key (rec, rev),
     unique (person_id, to_node, rev)
   )`,
  `create table issued_disclosure (
     rec text not null,
     category text not null,
     rev int not null,
     sealed bytea not null,
     primary key (rec, category)
   )`,
  `create table received_record (
     rec text primary key,
     iss text not null,
     rev int not null,
     identity text not null,
     jwt text not null,
     at timestamptz not null
   )`,
  `create table received_disclosure (
     referral_id text not null references referral,
     rec text not null references received_record,
     category text not null,
     sealed bytea not null,
     primary key (referral_id, rec, category)
   )`,
  `create index received_disclosure_by_record on received_disclosure (rec)`,
  `create table received_item (
     referral_id text not null references referral,
     code text not null,
     category text not null,
     rec text not null references received_record,
     sealed bytea not null,
     primary key (referral_id, code)
   )`,
  `create table disclosure (
     event_identity text primary key references referral_event,
     referral_id text not null references referral,
     person_id text not null references person,
     agreement_id text not null references agreement,
     tier text not null,
     to_node text not null,
     to_org text not null,
     items text[] not null,
     grants text[] not null,
     record_rev int,
     policy text not null,
     because_sealed bytea,
     do_not_ask jsonb not null,
     at timestamptz not null
   )`,
  `create index disclosure_by_referral on disclosure (referral_id)`,
  `create index disclosure_by_time on disclosure (at desc, event_identity)`,
  `create index disclosure_by_person on disclosure (person_id)`,
  `create table signed_plan (
     event_identity text primary key references referral_event,
     referral_id text not null references referral,
     sealed bytea not null,
     secret_sealed bytea,
     verifier_sealed bytea
   )`,
  `create index signed_plan_by_referral on signed_plan (referral_id)`,
  `create table follow_up (
     referral_id text not null references referral,
     step text not null,
     due_at timestamptz not null,
     done_at timestamptz,
     done_by text references staff_member,
     reached boolean,
     note_sealed bytea,
     primary key (referral_id, step)
   )`,
  `create index follow_up_due on follow_up (due_at) where done_at is null`,
  `create table withdrawal (
     id text primary key,
     person_id text not null references person,
     groups text[],
     at timestamptz not null,
     by text not null,
     came_by text references referral,
     undone_at timestamptz,
     spread_at timestamptz,
     undo_spread_at timestamptz
   )`,
  `create index withdrawal_by_person on withdrawal (person_id, at)`,
  `create index withdrawal_unspread on withdrawal (id)
     where spread_at is null or (undone_at is not null and undo_spread_at is null)`,
  `create table withdrawal_message (
     withdrawal_id text not null references withdrawal,
     referral_id text not null references referral,
     eid text,
     primary key (withdrawal_id, referral_id)
   )`,
  `create index withdrawal_message_by_referral on withdrawal_message (referral_id, eid)`,
  `create table restriction (
     referral_id text not null references referral,
     withdrawal text not null,
     groups text[],
     at timestamptz not null,
     undone_at timestamptz,
     primary key (referral_id, withdrawal)
   )`,
  `create table destruction (
     referral_id text primary key references referral,
     due_at timestamptz not null,
     done_at timestamptz
   )`,
  `create index destruction_due on destruction (due_at) where done_at is null`,
  `create table question_text (
     referral_id text not null references referral,
     eid text primary key,
     category text not null,
     sealed bytea not null
   )`,
  `create table telling (
     id text primary key,
     person_id text references person,
     referral_id text references referral,
     topic text not null,
     to_org text not null,
     to_role text not null,
     at bigint not null,
     form text not null,
     is_reusable boolean not null,
     was_asked boolean not null,
     because_sealed bytea,
     check ((person_id is null) <> (referral_id is null))
   )`,
  `create index telling_by_person on telling (person_id) where person_id is not null`,
  `create index telling_by_referral on telling (referral_id) where referral_id is not null`,
  `create table telling_message (
     telling_id text not null references telling,
     referral_id text not null references referral,
     event_identity text not null references referral_event,
     primary key (telling_id, referral_id)
   )`,
  `create index telling_message_by_referral on telling_message (referral_id)`,
  `create table deadline (
     referral_id text not null references referral,
     kind text not null,
     key text not null,
     id text not null unique,
     due_at bigint not null,
     done_at bigint,
     primary key (referral_id, kind, key)
   )`,
  `create index deadline_due on deadline (due_at) where done_at is null`,
  `create index deadline_of_withdrawals on deadline (due_at) where kind = 'withdrawal_answer'`,
  `create table alarm (
     id text primary key,
     referral_id text not null references referral,
     org text not null,
     side text not null check (side in ('sender', 'receiver')),
     kind text not null,
     key text not null,
     round int not null,
     raised_at bigint not null,
     acknowledged_at bigint,
     acknowledged_by text,
     acknowledged_role text,
     ended_at bigint,
     ended_by text,
     outcome text,
     unique (referral_id, kind, key, round)
   )`,
  `create index alarm_open on alarm (org, raised_at) where ended_at is null`,
  `create table alarm_rung (
     alarm_id text not null references alarm,
     rung int not null,
     role text not null,
     told_at bigint not null,
     primary key (alarm_id, rung)
   )`,
  `create table notification (
     position bigserial primary key,
     org text not null,
     role text not null,
     kind text not null,
     at bigint not null,
     mailed_at timestamptz
   )`,
  `create index notification_to_mail on notification (position) where mailed_at is null`,
  `create table mail (
     id text primary key,
     pseudonym text not null references staff_member,
     made_at timestamptz not null,
     due_at timestamptz not null,
     first_tried_at timestamptz,
     attempts int not null default 0,
     claimed_until timestamptz,
     ended_at timestamptz,
     is_sent boolean not null default false
   )`,
  `create unique index mail_not_begun on mail (pseudonym) where first_tried_at is null`,
  `create index mail_by_member on mail (pseudonym, first_tried_at)`,
  `create index mail_due on mail (due_at, id) where ended_at is null`,
  `create index mail_ended on mail (ended_at) where ended_at is not null`,
  `create table survivor_window (
     id text primary key,
     person_id text not null references person,
     org text not null,
     language text not null,
     code_sha256 text not null unique,
     pin_verifier text not null,
     duress_verifier text not null,
     opened_by text not null references staff_member,
     opened_at timestamptz not null,
     tries int not null default 0,
     closed_at timestamptz,
     duress_at timestamptz,
     duress_done_at timestamptz,
     pretended jsonb not null default '[]'
   )`,
  `create unique index survivor_window_of_person on survivor_window (person_id)
     where closed_at is null`,
  `create index survivor_window_duress on survivor_window (duress_at) where duress_at is not null`,
  `create table survivor_session (
     id_hash text primary key,
     window_id text not null references survivor_window,
     form_token text not null,
     language text not null,
     is_duress boolean not null,
     begun_at timestamptz not null,
     seen_at timestamptz not null
   )`,
  `create index survivor_session_by_window on survivor_session (window_id)`,
  `create table survivor_silent_pause (
     event_identity text primary key references referral_event,
     window_id text not null references survivor_window
   )`,
  `create table outbox_counter (to_node text primary key, last_seq bigint not null)`,
  `create table outbox (
     id text primary key,
     position bigserial not null,
     to_node text not null,
     referral_id text,
     event_identity text,
     enc_kid text not null,
     commit text not null,
     ct text,
     salt text not null,
     signed text[] not null,
     created_at timestamptz not null,
     seq bigint,
     envelope text,
     identity text unique,
     submitted_at timestamptz,
     refused text,
     replaced_by text,
     settled_at timestamptz,
     proven boolean not null default false,
     unique (to_node, seq)
   )`,
  `create index outbox_by_event on outbox (event_identity) where event_identity is not null`,
  `create index outbox_by_referral on outbox (referral_id) where referral_id is not null`,
  `create index outbox_due on outbox (to_node, position) where submitted_at is null and refused is null`,
  `create index outbox_unproven on outbox (identity) where submitted_at is not null and not proven`,
  `create table inbox (
     envelope_id text primary key,
     identity text not null unique,
     from_node text not null,
     seq bigint not null,
     outcome text not null check (outcome in ('applied', 'held', 'rejected')),
     code text,
     envelope text not null,
     salt text,
     signed text[] not null,
     received_at timestamptz not null,
     proven boolean not null default false,
     unique (from_node, seq)
   )`,
  `create index inbox_unproven on inbox (identity) where not proven`,
  `create table quarantine (
     digest text primary key,
     envelope text not null,
     ct text not null,
     code text not null,
     received_at timestamptz not null
   )`,
  `create table owed_receipt (
     position bigserial primary key,
     to_node text not null,
     env text not null,
     event text,
     kind text not null,
     code text,
     at bigint not null
   )`,
  `create table receipt (
     identity text primary key,
     env text not null,
     event text,
     kind text not null,
     by_party text not null,
     code text,
     at bigint not null,
     jws text not null,
     outbox_id text,
     stored_at timestamptz not null
   )`,
  `create index receipt_by_env on receipt (env)`,
  `create index receipt_by_event on receipt (event) where event is not null`,
  `create index receipt_by_outbox on receipt (outbox_id) where outbox_id is not null`,
  `create table witnessed_tree (
     root text primary key,
     size bigint not null,
     checkpoint text not null
   )`,
  `create table inclusion (
     env text primary key,
     leaf_index bigint not null,
     root text not null references witnessed_tree,
     hashes text[] not null,
     proven_at timestamptz not null
   )`,
  `create table log_finding (
     n bigserial unique,
     kind text not null,
     subject text not null,
     evidence jsonb not null,
     noticed_at timestamptz not null,
     primary key (kind, subject)
   )`,
  `create table log_head (
     origin text primary key,
     size bigint not null,
     root text not null,
     checkpoint text not null,
     seen_at timestamptz not null,
     cosignature text,
     witnessed_size bigint,
     witnessed text,
     witnessed_at timestamptz
   )`,
  `create table audit (
     n bigint primary key,
     prev text not null,
     hash text not null,
     entry text not null,
     at bigint generated always as
       (substring(entry from '^\\{"at":([0-9]{1,15}),')::bigint) stored,
     worker text generated always as (case when left(entry, 36) like '%,"actor":{%' then
       nullif(split_part(split_part(entry, '"pseudonym":"', 2), '"', 1), '') end) stored,
     subject text generated always as
       (nullif(split_part(split_part(entry, '"subject":"', 2), '"', 1), '')) stored
   )`,
  `create index audit_by_time on audit (at)`,
  `create index audit_by_worker on audit (worker, n)`,
  `create index audit_by_subject on audit (subject, n)`,
  `create table audit_check (
     id text primary key,
     begun_at timestamptz not null,
     begun_by text not null references staff_member,
     total bigint not null,
     head text not null,
     entries bigint not null default 0,
     seen_at timestamptz not null,
     ended_at timestamptz,
     verdict text check (verdict in ('whole', 'broken', 'interrupted')),
     broken_at bigint
   )`,
  `create unique index audit_check_running on audit_check ((true)) where verdict is null`,
  `create index audit_check_by_time on audit_check (begun_at desc)`,
  `create table audit_head (
     only_row boolean primary key default true check (only_row),
     n bigint not null,
     prev text,
     hash text not null
   )`,
  `insert into audit_head (n, hash) values (0, repeat('A', 43))`,
  `create table idempotency (
     caller text not null,
     key text not null,
     request_sha256 text not null,
     status int not null,
     body jsonb not null,
     created_at timestamptz not null,
     primary key (caller, key)
   )`,
]
