import { fastify } from 'fastify'
import { chooseLanguage, sendPage, serveAssets, showForm } from '../src/index.ts'
import { demo, demoFrame, demoPages, demoView } from './demo-pages.ts'

const key = '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d'

/** The demonstration page over HTTP, as a service would serve it; `posts` are the paths and bodies of POSTs. */
export async function startDemoSite(leave = demoFrame('en').leave) {
  const app = fastify()
  const posts: string[] = []
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_: unknown, body: string) => body)
  await app.register(serveAssets, { assets: demoPages.assets })
  app.get<{ Querystring: { language?: string; kind?: 'list' } }>(
    '/demo',
    async (request, reply) => {
      const { accept = '', 'accept-language': asked } = request.headers
      if (!accept.includes('html')) return reply.code(406).send()
      const { nonce: _, ...frame } = demoFrame(chooseLanguage(request.query.language, asked, 'en'))
      return sendPage(reply, demoPages, {
        view: demoView,
        model: demo(showForm(key)),
        frame: { ...frame, kind: request.query.kind ?? frame.kind, ...(leave ? { leave } : {}) },
      })
    },
  )
  app.get('/elsewhere', async (_request, reply) => reply.type('text/html').send('Weather'))
  app.get('/ended', async (_request, reply) => reply.type('text/html').send('Ended'))
  app.post('*', async (request, reply) => {
    posts.push(`${request.url} ${request.body}`)
    return reply.code(204).send()
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return { origin, posts, close: () => app.close() }
}
