import type { AgreementGiven, NewReferral } from '@causeway/schemas/api'
import type { Receiver } from '@causeway/schemas/record'
import type { Caller } from './caller.ts'
import { anAgreement, anItem, heard } from './record.ts'

/** What a person tells who can be referred: risk assessed today, a safe way to reach her. */
export const aReadyRecord = () => ({
  heard,
  items: [
    anItem('full_name', 'Synthetic Zqxvjw'),
    anItem('age_band', 'from_27_to_29'),
    anItem('gender', 'feminine'),
    anItem('risk_level', 'medium'),
    anItem('safe_phone', '+40700123457'),
    anItem('health_conditions', 'synthetic condition Zqxvjw'),
  ],
})

/** What she agrees to share unless a test says otherwise: five of the six. */
export const agreed = ['full_name', 'age_band', 'gender', 'risk_level', 'safe_phone'] as const

export const aWish = (
  person: string,
  agreement: string,
  receiver: Receiver,
  changes: Partial<NewReferral> = {},
) => ({
  person,
  agreement,
  receiver,
  purpose: 'return',
  urgency: 'normal',
  services: ['safe_housing', 'legal_aid'],
  items: [...agreed],
  ...changes,
})

/** Opens a record, agrees; returns what a draft needs. */
export async function aPersonWhoAgreed(
  worker: Caller,
  receiver: Receiver,
  {
    record = aReadyRecord(),
    agreement = {},
  }: {
    record?: object
    agreement?: Partial<AgreementGiven>
  } = {},
) {
  const person = (await worker.post('/people', { heard, ...record })).json().id as string
  const given = anAgreement(receiver, { items: [...agreed], ...agreement })
  const reply = await worker.post(`/people/${person}/agreements`, given)
  return { person, agreement: reply.json().id as string }
}

/** A draft for a person who is ready; returns its id and whom it is about. */
export async function aDraft(
  worker: Caller,
  receiver: Receiver,
  told: Parameters<typeof aPersonWhoAgreed>[2] = {},
) {
  const about = await aPersonWhoAgreed(worker, receiver, told)
  const reply = await worker.post('/referrals', aWish(about.person, about.agreement, receiver))
  return { ...about, id: reply.json().id as string }
}

/** The same, offered. */
export async function anOffered(worker: Caller, receiver: Receiver) {
  const draft = await aDraft(worker, receiver)
  const reply = await worker.post(`/referrals/${draft.id}/offer`, {})
  if (reply.statusCode !== 200) throw new Error(`not offered: ${reply.body}`)
  return draft
}
