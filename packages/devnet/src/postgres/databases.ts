import { randomBytes } from 'node:crypto'
import { connected } from './ask.ts'

export interface ServiceDatabase {
  /** As the role that owns the database and may change its schema. */
  migrationUrl: string
  /** As the role that may only read and write rows, once the migration has given it the right. */
  url: string
  applicationRole: string
}

/**
 * A database with two roles, `<name>_owner` and `<name>_app`, each with a random password. Nobody
 * else but the superuser may connect to it. `name` is lower-case letters, digits and `_`.
 */
export async function createServiceDatabase(
  adminUrl: string,
  name: string,
): Promise<ServiceDatabase> {
  if (!/^[a-z][a-z0-9_]{0,50}$/.test(name)) throw new TypeError('Not a database name')
  const owner = { role: `${name}_owner`, password: randomBytes(24).toString('base64url') }
  const app = { role: `${name}_app`, password: randomBytes(24).toString('base64url') }

  await asAdmin(adminUrl, [
    `create role ${owner.role} login password '${owner.password}'`,
    `create role ${app.role} login password '${app.password}'`,
    `create database ${name} owner ${owner.role}`,
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to ${app.role}`,
    'revoke connect on database postgres, template1 from public',
  ])
  return {
    migrationUrl: urlOf(adminUrl, name, owner),
    url: urlOf(adminUrl, name, app),
    applicationRole: app.role,
  }
}

/** Removes the database and its two roles, whoever is still connected. */
export async function dropServiceDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, [
    `drop database if exists ${name} with (force)`,
    `drop role if exists ${name}_owner`,
    `drop role if exists ${name}_app`,
  ])
}

/** Any fixed number. */
const MAKING_DATABASES = 0x6377_6462

/**
 * Each statement on its own: databases cannot be made inside a transaction. One caller at a time:
 * PostgreSQL does not queue changes of rights to the same database, the later one fails.
 */
const asAdmin = (adminUrl: string, statements: readonly string[]): Promise<void> =>
  connected(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MAKING_DATABASES])
    for (const statement of statements) await client.query(statement)
  })

function urlOf(adminUrl: string, name: string, login: { role: string; password: string }) {
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  url.username = login.role
  url.password = login.password
  return url.href
}
