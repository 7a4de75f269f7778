import { makeNonce, pageHeaders } from '@causeway/page-kit'
import type { FastifyReply } from 'fastify'

const inAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/**
 * Sends a browser to the identity provider by a page that goes on at once. A redirect would not do:
 * whoever comes from a form is still within its `form-action`, which names no other site, and a
 * provider may send people on to places that a node cannot list. The one link is for browsers that do
 * not go on by themselves; it is the provider's name, which is the same in every language.
 */
export function sendAway(reply: FastifyReply, { href, hostname }: URL): FastifyReply {
  return reply
    .headers({ ...pageHeaders({ nonce: makeNonce() }), refresh: `0; url=${href}` })
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="zxx"><title>${hostname}</title><p><a href="${inAttribute(href)}">${hostname}</a></p></html>`,
    )
}
