import type { FastifyReply } from 'fastify'
import type { Paper } from '../../paper/paper-block.ts'
import { writePdf } from '../../paper/write-pdf.ts'

/**
 * Answers with a paper to look at and print. It is made in memory, no cache may keep it, and its name
 * says nothing should somebody save it.
 */
export async function sendPdf(reply: FastifyReply, paper: Paper): Promise<FastifyReply> {
  const pdf = await writePdf(paper)
  return reply
    .headers({
      'cache-control': 'no-store',
      'content-disposition': 'inline; filename="paper.pdf"',
      'content-security-policy': "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    })
    .type('application/pdf')
    .send(pdf)
}
