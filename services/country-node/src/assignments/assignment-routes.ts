import {
  AssignmentChanged,
  AssignmentList,
  EndAssignment,
  NewAssignment,
  PersonPath,
  Reassign,
  Reassigned,
  StaffList,
} from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sendReply } from '../api/send-reply.ts'
import { type NodeContext, secondsOf } from '../context.ts'
import { runOnce } from '../referrals/run-move.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { listStaff } from '../staff/staff-queries.ts'
import { assignWorker } from './assign-worker.ts'
import { type Assignment, listAssignments } from './assignment-queries.ts'
import { endAssignment } from './end-assignment.ts'
import { findSubject } from './lock-subject.ts'
import { reassignWork } from './reassign-work.ts'

const tags = ['Assignments']
const params = PersonPath

/** What somebody can be assigned to, by the path under which it is found. */
const subjects: Record<string, Assignment['subject_kind']> = {
  people: 'person',
  referrals: 'referral',
}

/** Who works with whom, which supervisors decide. */
export const assignmentRoutes: FastifyPluginAsyncZod<{ context: NodeContext }> = async (
  app,
  { context },
) => {
  for (const [path, kind] of Object.entries(subjects)) {
    app.get(
      `/${path}/:id/assignments`,
      {
        schema: {
          tags,
          summary: 'See who is assigned now, to know whom to turn to',
          params,
          response: { 200: AssignmentList },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        decide(actor, 'assignment.read')
        const subject = { kind, id: request.params.id }
        decide(actor, 'assignment.read', await findSubject(context.db, subject))
        const rows = await listAssignments(context.db, subject, context.now())
        return { assignments: rows.map(viewAssignment) }
      },
    )

    app.post(
      `/${path}/:id/assignments`,
      {
        schema: {
          tags,
          summary: 'Assign a case worker',
          params,
          body: NewAssignment,
          response: { 201: AssignmentChanged },
        },
      },
      async (request, reply) => {
        const subject = { kind, id: request.params.id }
        const done = await runOnce(context, request, 'assignment.change', (actor, remember) =>
          assignWorker(context, actor, subject, request.body, remember),
        )
        return sendReply(reply, done)
      },
    )

    app.post(
      `/${path}/:id/assignments/end`,
      {
        schema: {
          tags,
          summary: 'Take a worker away; from a person, that is from all her referrals too',
          params,
          body: EndAssignment,
          response: { 200: AssignmentChanged },
        },
      },
      async (request, reply) => {
        const subject = { kind, id: request.params.id }
        const done = await runOnce(context, request, 'assignment.change', (actor, remember) =>
          endAssignment(context, actor, subject, request.body, remember),
        )
        return sendReply(reply, done)
      },
    )
  }

  app.post(
    '/assignments/reassign',
    {
      schema: {
        tags,
        summary: 'Give all the open work of somebody who leaves to somebody else',
        body: Reassign,
        response: { 200: Reassigned },
      },
    },
    async (request, reply) => {
      const done = await runOnce(context, request, 'assignment.change', (actor, remember) =>
        reassignWork(context, actor, request.body, remember),
      )
      return sendReply(reply, done)
    },
  )

  app.get(
    '/staff',
    {
      schema: {
        tags,
        summary: 'List the people of your organisation, whom you can assign',
        response: { 200: StaffList },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      decide(actor, 'staff.list')
      return { staff: (await listStaff(context.db, actor.org)).map(viewColleague) }
    },
  )
}

type Colleague = Awaited<ReturnType<typeof listStaff>>[number]

const viewColleague = ({ pseudonym, name, role }: Colleague) => ({
  worker: pseudonym,
  name: name ?? '',
  ...(role ? { role } : {}),
})

const viewAssignment = (row: Awaited<ReturnType<typeof listAssignments>>[number]) => ({
  ...viewColleague(row),
  since: secondsOf(row.starts_at),
  ...(row.ends_at ? { until: secondsOf(row.ends_at) } : {}),
})
