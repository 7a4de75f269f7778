import { randomUUID } from 'node:crypto'
import { readForm, sendPage, showForm } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import { RandomId } from '@causeway/schemas/wire'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actHerself, type HerAct, meantBy } from './act-herself.ts'
import { nameOf } from './page-of-window.ts'
import { showWindow } from './show-window.ts'
import { windowFrame } from './window-frame.ts'
import { PAGE } from './window-paths.ts'
import { windowSessionOf } from './window-session-of.ts'
import type { WindowSite } from './window-site.ts'
import { actView } from './window-views.ts'

const Path = z.strictObject({ id: RandomId })
const Nothing = z.strictObject({})

/** Each act by its address, which names what it is about. */
const acts: Record<string, (id: RandomId) => HerAct> = {
  '/pause/:id': (handover) => ({ act: 'pause', handover }),
  '/resume/:id': (handover) => ({ act: 'resume', handover }),
  '/stop/:id': (gid) => ({ act: 'stop_group', gid }),
  '/stop': () => ({ act: 'stop' }),
}

/** What she does: one page that says what happens, and one button. No reason is asked. */
export const actRoutes: FastifyPluginAsyncZod<{ site: WindowSite }> = async (app, { site }) => {
  const { context, exchange, pages } = site

  for (const [path, wishOf] of Object.entries(acts)) {
    const read = (params: unknown): HerAct => {
      if (!path.endsWith(':id')) return wishOf('' as RandomId)
      const parsed = Path.safeParse(params)
      if (!parsed.success) throw new Problem('not-found')
      return wishOf(parsed.data.id)
    }

    app.get(path, { schema: { hide: true } }, async (request, reply) => {
      const wish = read(request.params)
      const meant = meantBy(await showWindow(context, windowSessionOf(request)), wish)
      const frame = windowFrame(site, request)
      const model = {
        form: showForm(randomUUID()),
        act: wish.act,
        action: frame.path,
        to: meant.handover && nameOf(context, meant.handover.to),
        group: meant.group,
      }
      return sendPage(reply, pages, { view: actView, model, frame })
    })

    app.post(path, { schema: { hide: true } }, async (request, reply) => {
      const wish = read(request.params)
      const form = readForm(Nothing, request.body)
      if (!form.ok) throw new Problem('form-forged')
      await actHerself(context, exchange, windowSessionOf(request), { key: form.key, wish })
      return reply.redirect(`${PAGE}?done=${wish.act}`, 303)
    })
  }
}
