import { readFile } from 'node:fs/promises'
import { nodeReader, rootFrom, rootNodes, signCheckpoint } from '@causeway/protocol/log'
import { type Digest, Identity } from '@causeway/schemas/wire'
import type pg from 'pg'
import { connected } from '../../postgres/ask.ts'

/** The name of the log and the file of its key. */
interface LogKey {
  origin: string
  file: string
}

/** Smaller subtrees are not stored by a hub, which computes them from their leaves. */
const LOWEST_STORED = 2

/**
 * Fills the empty log of a hub with so many leaves, with every subtree that the sequencer stores and
 * a checkpoint signed with the hub's own key: PostgreSQL counts the hashes. What comes out is the
 * log of a hub that accepted so many envelopes; proofs in it verify. Returns every thousandth
 * identity.
 */
export async function fillLog(adminUrl: string, leaves: number, key: LogKey): Promise<Identity[]> {
  return connected(adminUrl, async (client) => {
    await client.query('begin')
    await client.query(CREATE_TREE)
    await client.query(INSERT_LEAVES, [leaves])
    await client.query(INSERT_LOWEST)
    for (let level = 1; 2 ** level <= leaves; level += 1) {
      await client.query(INSERT_LEVEL, [level])
    }
    await client.query(STORE_TREE, [LOWEST_STORED])
    await insertCheckpoint(client, leaves, key)
    await client.query('commit')
    await client.query('vacuum (analyze) log_leaf, log_node')
    const { rows } = await client.query<{ identity: Buffer }>(
      'select identity from log_leaf where leaf_index % greatest(1, $1 / 1000) = 0',
      [leaves],
    )
    return rows.map(({ identity }) => Identity.parse(identity.toString('base64url')))
  })
}

/** Every complete subtree, for as long as the log is being filled. */
const CREATE_TREE = `
  create temporary table tree (level smallint, position bigint, hash bytea) on commit drop`

const STORE_TREE = `
  insert into log_node select * from tree where level >= $1 order by level, position`

const INSERT_LEAVES = `
  insert into log_leaf (leaf_index, identity)
  select n, sha256(convert_to('synthetic ' || n, 'UTF8')) from generate_series(0, $1::int - 1) as n`

/** Leaf hashes: RFC 6962 section 2.1 over the text that SPEC section 7 gives a leaf. */
const INSERT_LOWEST = `
  insert into tree (level, position, hash)
  select 0, leaf_index, sha256('\\x00'::bytea || convert_to(
    E'cw/1 entry\\nenv\\n' || encode(identity, 'base64') || E'\\n', 'UTF8'))
  from log_leaf order by leaf_index`

const INSERT_LEVEL = `
  insert into tree (level, position, hash)
  select $1::int, a.position / 2, sha256('\\x01'::bytea || a.hash || b.hash)
  from tree as a join tree as b on b.level = a.level and b.position = a.position + 1
  where a.level = $1::int - 1 and a.position % 2 = 0 order by a.position`

async function insertCheckpoint(client: pg.Client, size: number, { origin, file }: LogKey) {
  const wanted = rootNodes(size)
  const { rows } = await client.query<{ level: number; position: string; hash: Buffer }>(
    `select level, position, hash from tree
     join unnest($1::smallint[], $2::bigint[]) as wanted (level, position) using (level, position)`,
    [wanted.map(({ level }) => level), wanted.map(({ position }) => position)],
  )
  const nodes = rows.map(({ level, position, hash }) => ({
    level,
    position: Number(position),
    hash: hash.toString('base64url') as Digest,
  }))
  const root = rootFrom(size, nodeReader(nodes))
  const note = signCheckpoint({ origin, size, root }, (await readFile(file, 'utf8')).trim())
  await client.query(
    `insert into log_checkpoint (size, root, note, at)
     values ($1, $2, $3, extract(epoch from now())::bigint)`,
    [size, Buffer.from(root, 'base64url'), note],
  )
}
