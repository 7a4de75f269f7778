import { randomBytes } from 'node:crypto'
import {
  createServiceDatabase,
  dropServiceDatabase,
  type ServiceDatabase,
} from '@causeway/devnet/postgres'
import pg from 'pg'

const aName = () => `test_${randomBytes(8).toString('hex')}`

/** An empty database of its own for a test, as the superuser who owns it. */
export async function throwAwayDatabase(
  adminUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = aName()
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  await query(adminUrl, `create database ${name}`)
  return { url: url.href, drop: () => query(adminUrl, `drop database ${name} with (force)`) }
}

/** The same with the two roles of a service, to see that the lesser one is enough. */
export async function throwAwayServiceDatabase(
  adminUrl: string,
): Promise<ServiceDatabase & { drop: () => Promise<void> }> {
  const name = aName()
  const database = await createServiceDatabase(adminUrl, name)
  return { ...database, drop: () => dropServiceDatabase(adminUrl, name) }
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
