import { ask, connected } from '../../postgres/ask.ts'
import { namedStatements } from './named-statements.ts'
import { pgbench } from './pgbench.ts'
import { tables, type Yardstick } from './transaction.ts'

/**
 * Makes a database of its own on this server and measures with pgbench, or, where there is none,
 * with the same statements, each prepared under a name, through `pg` in two threads. That client
 * costs more of the machine, so its ratios come out higher: the name says which of the two it was.
 */
export async function openYardstick(adminUrl: string): Promise<Yardstick> {
  await ask(adminUrl, 'create database yardstick')
  const url = new URL(adminUrl)
  url.pathname = '/yardstick'
  await connected(url.href, (client) => client.query(tables))
  return (await pgbench(url)) ?? namedStatements(url)
}
