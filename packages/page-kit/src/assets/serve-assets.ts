import type { FastifyInstance } from 'fastify'
import type { Asset, Assets } from './make-assets.ts'

/** A name that holds its bytes' digest can be kept for ever (RFC 8246). */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** Serves the assets to anybody: they hold nothing but style, script and marks. */
export async function serveAssets(app: FastifyInstance, { assets }: { assets: Assets }) {
  const { style, script, imported, icon, logo } = assets
  const all: Asset[] = [style, script, ...imported, icon, ...(logo ? [logo] : [])]

  for (const { path, type, body, gzipped } of all) {
    app.get(path, { schema: { hide: true } }, async (request, reply) => {
      const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      reply.headers({
        'cache-control': FOR_EVER,
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        vary: 'accept-encoding',
      })
      if (!takesGzip) return reply.type(type).send(body)
      return reply.type(type).header('content-encoding', 'gzip').send(gzipped)
    })
  }
}
