import { signGrant } from '@causeway/protocol/record'
import { identityOf, readJws, sha256 } from '@causeway/protocol/suite'
import type { NewAgreement } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { Grant, type Receiver } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'
import { lockPerson } from '../people/record-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { findAgreementFor, insertAgreement } from './agreement-queries.ts'

/** Group of the vault that holds wordings; one of the node's own beside those of the record. */
const WORDING = 'agreement'
const DAY_SECONDS = 24 * 60 * 60

/**
 * Records that she agreed, and signs it as it will travel. Throws `Problem('organisation-unknown')`
 * when the receiver is not an organisation of another node in the directory, and as `decide` and
 * `idempotently`.
 */
export async function recordAgreement(
  context: NodeContext,
  actor: StaffActor,
  request: IdempotentRequest,
  { personId, ...given }: NewAgreement & { personId: RandomId },
) {
  decide(actor, 'agreement.record')
  const { db, now, randomId, vault } = context
  const { receiver, purpose, items, text } = given

  return idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      const person = await lockPerson(trx, personId)
      if (!person) throw new Problem('not-found')
      decide(actor, 'agreement.record', person)
      requireForeign(context, receiver)

      const id = randomId()
      const nbf = seconds(now)
      const exp = nbf + given.expires_in_days * DAY_SECONDS
      const grant = signGrant(
        {
          gid: id,
          person: (await earlierPersonId(trx, personId, receiver)) ?? randomId(),
          items,
          purpose,
          to: receiver,
          nbf,
          exp,
          lang: given.lang,
          text_sha256: sha256(text),
          how: given.how,
          interpreter: given.interpreter,
          by: actor.pseudonym,
        },
        context.signingKey,
      )
      await insertAgreement(trx, {
        id,
        person_id: personId,
        receiver_node: receiver.node,
        receiver_org: receiver.org,
        purpose,
        items,
        valid_from: nbf,
        expires_at: exp,
        grant_jws: grant,
        grant_identity: identityOf(grant),
        text_sealed: await vault.seal(trx, personId, WORDING, Buffer.from(text), id),
        recorded_by: actor.pseudonym,
        recorded_at: now(),
      })
      const expires_at = new Date(exp * 1000).toISOString()
      const reply = { status: 201, body: { id, expires_at } }
      await remember(trx, reply)
      await appendAudit(trx, {
        at: nbf,
        actor,
        act: 'agreement.record',
        subject: id,
        detail: { person: personId, node: receiver.node, org: receiver.org, items },
      })
      return reply
    }),
  )
}

function requireForeign({ directory, nodeId }: NodeContext, receiver: Receiver): void {
  const organisation = findOrganisation(directory, receiver.org)
  if (organisation?.node === receiver.node && receiver.node !== nodeId) return
  throw new Problem('organisation-unknown')
}

/** The id under which this receiver knows her already: the same in each of its agreements. */
async function earlierPersonId(
  trx: Transaction<Database>,
  personId: RandomId,
  receiver: Receiver,
): Promise<RandomId | undefined> {
  const earlier = await findAgreementFor(trx, personId, receiver)
  return earlier && Grant.parse(readJws('cw-grant+jws', earlier.grant_jws).payload).person
}
