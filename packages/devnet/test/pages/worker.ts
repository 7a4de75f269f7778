import type { NetworkNode } from '../../src/start-network.ts'
import { passSignIn } from './sign-in.ts'
import { openVisitor, type Visitor, type VisitorOptions } from './visitor.ts'

/** Somebody who works with the pages of a country. */
export interface Worker extends Visitor {
  node: NetworkNode
}

interface WorkerOptions
  extends Pick<VisitorOptions, 'browser' | 'language' | 'equipment' | 'look'> {
  node: NetworkNode
  /** The end of the name: `ngo-case-worker`. */
  user: string
}

/** Signs in, and gives the second factor, whenever a page leads to that. */
export async function openWorker({ node, user, ...options }: WorkerOptions): Promise<Worker> {
  const who = node.users.find(({ sub }) => sub === `${node.id}-${user}`)
  if (!who) throw new TypeError('No such development user')
  const visitor = await openVisitor({
    ...options,
    origin: node.url,
    beside: [new URL(node.issuer).origin],
    pass: (page) => passSignIn(page, who),
  })
  return { ...visitor, node }
}
