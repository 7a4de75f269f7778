import type { RandomId } from '@causeway/schemas/wire'
import { openWindow } from '../src/survivor/open-window.ts'
import { createSurvivorApp } from '../src/survivor/survivor-app.ts'
import type { WindowSettings } from '../src/survivor/window-site.ts'
import { anId } from './peer.ts'
import { test as base } from './sign-in-test.ts'
import { aWindowVisitor } from './window-visitor.ts'

/** What a person of a test types. */
export const PIN = '271604'
export const DURESS_PIN = '915382'

export const EXIT_TO = 'https://weather.example/'

/** A node whose survivors' app listens, and windows that were opened with somebody in the room. */
export const test = base
  .extend(
    'windows',
    { scope: 'file' },
    async ({ node: context, windowOrigin: origin }, { onCleanup }) => {
      const settings: WindowSettings = {
        origin,
        exitTo: EXIT_TO,
        timeZone: 'UTC',
        language: 'en',
        triesPerMinute: 10_000,
      }
      const app = await createSurvivorApp({ context, exchange: { wake: () => {} }, settings })
      onCleanup(() => app.close())
      await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
      return app
    },
  )
  .extend('opened', { scope: 'file' }, ({ node, as, network }) => {
    /** Opens this person's window as the case worker; what is on her slip. */
    return async (person: string, { duressPin = DURESS_PIN }: { duressPin?: string } = {}) => {
      await as('case_worker')
      const { pseudonym } = await node.db
        .selectFrom('staff_member')
        .select('pseudonym')
        .where('subject', '=', 'case_worker')
        .executeTakeFirstOrThrow()
      const actor = {
        subject: 'case_worker',
        org: network.ours,
        role: 'case_worker' as const,
        pseudonym,
        name: '',
        email: '',
      }
      const call = { caller: 'test', key: anId(), fingerprint: 'x' as never }
      const wish = { person: person as RandomId, language: 'en' as const, pin: PIN, duressPin }
      return (await openWindow(node, actor, call, wish)) as string
    }
  })
  .extend(
    'atDoor',
    { scope: 'file' },
    ({ windows: _, windowOrigin }) =>
      () =>
        aWindowVisitor(windowOrigin),
  )
  .extend('entered', { scope: 'file' }, ({ atDoor }) => async (code: string, pin = PIN) => {
    const her = atDoor()
    await her.enter(code, pin)
    return her
  })
