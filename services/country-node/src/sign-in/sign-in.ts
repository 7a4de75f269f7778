import type { NodeContext } from '../context.ts'
import type { Authenticate } from '../staff/authenticate.ts'
import { createProvider, type PagesClientOptions, type Provider } from './provider.ts'

/** What signing people in to the pages needs. */
export interface SignIn {
  context: NodeContext
  provider: Provider
  /** The same check of an access token as for the API: pages know nobody whom the API would not. */
  authenticate: Authenticate
  /** Where people reach this node. */
  origin: string
}

interface Options {
  context: NodeContext
  authenticate: Authenticate
  origin: string
  client: PagesClientOptions
}

export const createSignIn = ({ context, authenticate, origin, client }: Options): SignIn => ({
  context,
  authenticate,
  origin,
  provider: createProvider(client),
})
