import { type Kysely, sql } from 'kysely'

const statements = [
  sql`create table seen (
    id text collate "C" primary key,
    from_node text collate "C" not null,
    to_node text collate "C" not null,
    seq bigint not null,
    identity bytea not null,
    signature bytea not null,
    received_at bigint not null,
    acknowledged boolean not null default false,
    unique (from_node, to_node, seq)
  ) with (fillfactor = 85)`,

  sql`create table mailbox (
    position bigint generated always as identity primary key,
    id text collate "C" not null unique,
    to_node text collate "C" not null,
    envelope text not null,
    ct text not null,
    exp bigint not null
  ) with (toast_tuple_target = 8160)`,
  sql`create index mailbox_by_reader on mailbox (to_node, position)`,
  // Mail comes in about the order in which it expires: a line for each stretch of pages will do.
  sql`create index mailbox_by_expiry on mailbox using brin (exp)`,
  // Neither ciphertext nor a signature compresses; without this every insert tries. What fits into a
  // page stays in its row, which is one write and not one for each two kilobytes.
  sql`alter table mailbox alter column ct set storage external`,

  sql`create table pending_leaf (
    position bigint generated always as identity primary key,
    identity bytea not null
  )`,

  sql`create table log_leaf (
    leaf_index bigint primary key check (leaf_index >= 0),
    identity bytea not null unique
  )`,
  sql`create table log_node (
    level smallint not null check (level >= 2),
    position bigint not null check (position >= 0),
    hash bytea not null check (octet_length(hash) = 32),
    primary key (level, position)
  )`,
  sql`create table log_checkpoint (
    size bigint primary key check (size > 0),
    root bytea not null check (octet_length(root) = 32),
    note text not null,
    at bigint not null,
    is_witnessed boolean not null default false
  )`,
  sql`create index log_checkpoint_witnessed on log_checkpoint (size) where is_witnessed`,
  sql`create table log_cosignature (
    size bigint not null references log_checkpoint on delete cascade,
    node text collate "C" not null,
    at bigint not null,
    line text not null,
    primary key (size, node)
  )`,
  sql`alter table log_cosignature alter column line set storage external`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}
