/** What PostgreSQL itself does on this machine, by the plainest client there is. */
export interface Yardstick {
  /** Who asks, and for what. */
  name: string
  /** Transactions a second with so many clients, each asking again once it was answered. */
  rate(clients: number): Promise<number>
}

/** Characters of the large row: as long as a usual envelope with its ciphertext. */
const ROW_CHARACTERS = 6_000

/**
 * The transaction that P1 and P2 are held against: a row of 6 kB and a small one, both committed.
 * As with the hub's mail nothing tries to compress what does not compress.
 */
export const tables = `
  create table bench_large (
    id bigint generated always as identity primary key, body text not null
  );
  alter table bench_large alter column body set storage external;
  create table bench_small (
    id bigint generated always as identity primary key, digest text not null
  )`

export const body = 'x'.repeat(ROW_CHARACTERS)
export const digest = 'd'.repeat(43)
