import { PAGES_CLIENT, SECOND_FACTOR } from '@causeway/devnet'
import { generateSigningKey } from '@causeway/protocol/suite'
import { createApp } from '../src/app.ts'
import type { NodeContext } from '../src/context.ts'
import type { LogHistory } from '../src/evidence/join-checkpoints.ts'
import { neutralSettings } from '../src/pages/page-site.ts'
import type { PagesClientOptions } from '../src/sign-in/provider.ts'
import { createSignIn } from '../src/sign-in/sign-in.ts'
import { type AuthenticatorOptions, createAuthenticator } from '../src/staff/authenticate.ts'

export const ORIGIN = 'http://node.test'

interface Changes {
  /** What the hub shows of its log; nothing when left out. */
  history?: LogHistory
  origin?: string
  /** A change of the client that signs people in. */
  client?: Partial<PagesClientOptions>
  requestsPerSecond?: number
  /** Where survivors' own windows are said to be. */
  windowOrigin?: string
}

/** The whole interface of a node. Nothing is sent: what the routes do must be whole without it. */
export async function anApp(
  context: NodeContext,
  authentication: AuthenticatorOptions,
  { origin = ORIGIN, client = {}, requestsPerSecond = 10_000, windowOrigin, history }: Changes = {},
) {
  const { privateJwk: clientKey } = await generateSigningKey()
  const signIn = createSignIn({
    context,
    authenticate: createAuthenticator(context, authentication),
    origin,
    client: {
      ...authentication,
      clientId: PAGES_CLIENT,
      clientKey,
      stepUpAcr: SECOND_FACTOR,
      ...client,
    },
  })
  const app = await createApp({
    context,
    exchange: { wake: () => {} },
    history: history ?? { consistency: async () => undefined },
    signIn,
    pageSettings: { ...neutralSettings, windowOrigin },
    requestsPerSecond,
  })
  return { app, signIn }
}
