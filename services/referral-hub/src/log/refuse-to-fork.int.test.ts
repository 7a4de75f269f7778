import { throwAwayServiceDatabase } from '@causeway/testkit'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, onTestFinished } from 'vitest'
import { migrateHub } from '../../src/database/migrate.ts'
import { startHub, type TestHub, test } from '../../test/hub-test.ts'
import { anEnvelope, type TestNetwork } from '../../test/network.ts'
import { numberAll } from '../../test/number-all.ts'

/** A log of 8 leaves, of which 5 are signed; the hub still waits for the witnesses of these. */
async function aLog(postgresUrl: string, network: TestNetwork) {
  const database = await throwAwayServiceDatabase(postgresUrl)
  onTestFinished(() => database.drop())
  await migrateHub(database.migrationUrl, database.applicationRole)
  const hub = await startHub({ url: database.url, network, patience: 5 })
  onTestFinished(() => hub.close())
  const grow = async (leaves: number) => {
    const envelopes = Array.from({ length: leaves }, () => anEnvelope(network.nodes.gb))
    await hub.submit(network.nodes.gb, ...envelopes)
  }
  await grow(5)
  await numberAll(hub, network, 5)
  await grow(3)
  await numberAll(hub, network, 5)
  expect(await standing(hub)).toEqual({ leaves: 8, signed: 5, pending: 0 })

  const owner = new pg.Client({ connectionString: database.migrationUrl })
  await owner.connect()
  onTestFinished(() => owner.end())
  return { hub, owner, grow }
}

async function standing({ db }: TestHub) {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from log_leaf) as leaves, (select max(size) from log_checkpoint) as signed,
      (select count(*) from pending_leaf) as pending`.execute(db)
  return rows[0]
}

/** Done twice it is as it was. */
const flip = (column: string, table: string, where: string) =>
  `update ${table} set ${column} = set_byte(${column}, 0, get_byte(${column}, 0) # 1) where ${where}`

const node = (level: number, position: number) => `level = ${level} and position = ${position}`

const faults: [name: string, break_: string, mend: string][] = [
  ...(
    [
      ['the root that was signed', flip('root', 'log_checkpoint', 'size = 5')],
      ['the left part of what was signed', flip('hash', 'log_node', node(2, 0))],
      ['the right part of what was signed', flip('identity', 'log_leaf', 'leaf_index = 4')],
      ['a subtree of signed and new leaves', flip('hash', 'log_node', node(3, 0))],
      ['another number of leaves under the root', 'update log_checkpoint set size = 11 - size'],
    ] as const
  ).map(([name, change]): [string, string, string] => [name, change, change]),
  [
    'leaves that are gone, as after a stale restore',
    'create table gone as select * from log_leaf where leaf_index > 2; delete from log_leaf where leaf_index > 2',
    'insert into log_leaf select * from gone; drop table gone',
  ],
  [
    'a leaf that is gone from among others',
    'create table gone as select * from log_leaf where leaf_index = 6; delete from log_leaf where leaf_index = 6',
    'insert into log_leaf select * from gone; drop table gone',
  ],
  [
    'a subtree that is gone',
    `create table gone as select * from log_node where ${node(2, 0)}; delete from log_node where ${node(2, 0)}`,
    'insert into log_node select * from gone; drop table gone',
  ],
]

describe('on a tree that does not continue the one last signed the hub neither builds nor signs', () => {
  test.for(faults)('%s', async ([, change, mend], { postgresUrl, network }) => {
    const { hub, owner, grow } = await aLog(postgresUrl, network)
    await owner.query(change)
    const broken = await standing(hub)
    await grow(3)
    hub.clock.now += 60
    await expect(numberAll(hub, network, 5)).rejects.toThrow(/last signed|missing|incomplete/)
    expect(await standing(hub)).toEqual({ ...broken, pending: 3 })

    await owner.query(mend)
    await numberAll(hub, network, 5)
    expect(await standing(hub)).toEqual({ leaves: 11, signed: 11, pending: 0 })
  })
})
