import {
  Acknowledgement,
  AcknowledgementReply,
  MailboxQuery,
  MailboxReply,
} from '@causeway/schemas/wire'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { callerOf } from '../access/caller.ts'
import { goneSignal } from '../waiting/gone.ts'
import { acknowledge } from './mailbox-queries.ts'
import { type Mailboxes, readMailbox } from './read-mailbox.ts'

export const mailboxRoutes: FastifyPluginAsyncZod<Mailboxes> = async (app, mailboxes) => {
  app.get(
    '/mailbox',
    { schema: { querystring: MailboxQuery, response: { 200: MailboxReply } } },
    async (request, reply) => ({
      mail: await readMailbox(mailboxes, callerOf(request), request.query, goneSignal(reply)),
    }),
  )

  app.post(
    '/mailbox/ack',
    { schema: { body: Acknowledgement, response: { 200: AcknowledgementReply } } },
    async (request) => ({
      acknowledged: await acknowledge(mailboxes.db, callerOf(request), request.body.ids),
    }),
  )
}
