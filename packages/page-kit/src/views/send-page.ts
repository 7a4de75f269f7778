import type { FastifyReply } from 'fastify'
import type { View } from './define-view.ts'
import type { Frame } from './frame.ts'
import type { Pages } from './make-pages.ts'
import { makeNonce, pageHeaders } from './page-headers.ts'

interface Page<Model> {
  view: View<Model>
  model: Model
  frame: Omit<Frame, 'nonce'>
  /** 200 unless it says otherwise; 422 for a form that is shown again with its faults. */
  status?: number
  formOrigins?: readonly string[]
}

/** Answers with a page under a nonce of its own and the headers of every page. */
export function sendPage<Model>(
  reply: FastifyReply,
  pages: Pages,
  page: Page<Model>,
): FastifyReply {
  const { view, model, frame, status = 200, formOrigins = [] } = page
  const nonce = makeNonce()
  return reply
    .code(status)
    .headers(pageHeaders({ nonce, formOrigins }))
    .type('text/html; charset=utf-8')
    .send(pages.render(view, model, { ...frame, nonce }))
}
