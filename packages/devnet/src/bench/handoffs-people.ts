import { type ApiClient, createApiClient } from '../demo/api-client.ts'
import { receivingAt } from '../demo/story.ts'
import { agreementFor } from '../demo/synthetic-agreement.ts'
import { agreedItems, syntheticPerson } from '../demo/synthetic-person.ts'
import type { NetworkNode } from '../start-network.ts'

/** Of what the demonstration agrees: what an offer shows, and the contact without which none goes. */
const told = agreedItems.filter((code) =>
  [
    'age_band',
    'gender',
    'spoken_languages',
    'interpreter_language',
    'trafficking_status',
    'status_decided_by',
    'risk_level',
    'safe_phone',
  ].includes(code),
)

const heard = {
  notice: 'before_you_tell',
  version: 1,
  lang: 'eng',
  how: 'read_together',
  interpreter: 'none_needed',
}

/** Hands are so many: people are recorded side by side. */
const HANDS = 8

interface Created {
  id: string
}

/**
 * Writes down synthetic people at one node through its API, each with an agreement and the draft of
 * a referral to the other: all that comes before an offer. Returns the ids of the drafts.
 */
export async function draftReferrals(
  from: NetworkNode,
  to: NetworkNode,
  count: number,
): Promise<string[]> {
  const worker = createApiClient(from.url, await from.signIn('ngo-case-worker'))
  const drafts: string[] = []
  let left = count
  const hand = async () => {
    while (left > 0) {
      left -= 1
      drafts.push(await draftOne(worker, to))
    }
  }
  await Promise.all(Array.from({ length: HANDS }, hand))
  return drafts
}

async function draftOne(worker: ApiClient, to: NetworkNode): Promise<string> {
  const codes: readonly string[] = told
  const items = syntheticPerson(to.id).entries.filter(({ code }) => codes.includes(code))
  const person = await worker.post<Created>('/people', { items, heard })
  const receiver = receivingAt(to)
  const agreement = await worker.post<Created>(
    `/people/${person.id}/agreements`,
    agreementFor(receiver, 'return', told),
  )
  const draft = await worker.post<Created>('/referrals', {
    person: person.id,
    agreement: agreement.id,
    receiver,
    purpose: 'return',
    urgency: 'normal',
    services: ['safe_housing'],
    items: told,
  })
  return draft.id
}
