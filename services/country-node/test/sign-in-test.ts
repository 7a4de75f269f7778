import { freePort, startIdentityProvider } from '@causeway/devnet'
import { generateSigningKey } from '@causeway/protocol/suite'
import { anApp } from './app.ts'
import { test as base } from './journey-test.ts'
import { AUDIENCE } from './node-test.ts'
import { addProbePages } from './probe-pages.ts'
import { aVisitor, type Visitor } from './visitor.ts'

/** A node that listens, for browsers, with the pages of `addProbePages`. */
export const test = base
  .extend('origin', { scope: 'file' }, async () => `http://127.0.0.1:${await freePort()}`)
  .extend('windowOrigin', { scope: 'file' }, async () => `http://127.0.0.1:${await freePort()}`)
  .extend('provider', { scope: 'file' }, async ({ network, origin }, { onCleanup }) => {
    const { users, integrator } = network
    const provider = await startIdentityProvider({
      audience: AUDIENCE,
      users,
      integrators: [integrator],
      pagesOrigin: origin,
    })
    onCleanup(() => provider.close())
    return provider
  })
  .extend('clientKey', { scope: 'file' }, async () => (await generateSigningKey()).privateJwk)
  .extend(
    'app',
    { scope: 'file' },
    async ({ context, authentication, origin, windowOrigin, clientKey }, { onCleanup }) => {
      const client = { clientKey }
      const { app, signIn } = await anApp(context, authentication, { origin, windowOrigin, client })
      await addProbePages(app, signIn)
      onCleanup(() => app.close())
      await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
      return app
    },
  )
  .extend(
    'visitor',
    { scope: 'file' },
    ({ app: _, origin }) =>
      (user: string): Visitor =>
        aVisitor(origin, user),
  )
  .extend(
    'signedIn',
    { scope: 'file' },
    ({ visitor }) =>
      async (user: string): Promise<Visitor> => {
        const who = visitor(user)
        await who.arriveAt('/probe')
        return who
      },
  )
