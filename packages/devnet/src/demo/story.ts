import type { ReferralView } from '@causeway/schemas/api'
import { Receiver } from '@causeway/schemas/record'
import type { NetworkNode } from '../start-network.ts'
import type { ApiClient } from './api-client.ts'
import type { Cast } from './cast.ts'
import { until } from './until.ts'

/** The cast and what has come of the story so far; ids are empty until there is one. */
export interface Story extends Cast {
  personId: string
  agreement: string
  referral: string
  /** What she carries: the digits that she answers with. */
  card: { answer: string }
  /** Her record at the node that looks after her, and the referral from there to a third country. */
  personAtReceiver: string
  onwardReferral: string
}

/** A story of which nothing has been told yet. */
export const beginStory = (cast: Cast): Story => ({
  ...cast,
  personId: '',
  agreement: '',
  referral: '',
  card: { answer: '' },
  personAtReceiver: '',
  onwardReferral: '',
})

/** One step; says afterwards, in plain words, who did what. */
export interface Step {
  name: string
  take(story: Story): Promise<string>
}

export interface Created {
  id: string
}

/** The organisation of a country that takes people in. */
export const receivingAt = ({ id, organisations }: NetworkNode): Receiver =>
  Receiver.parse({ node: id, org: organisations.receiving.id })

/** The one that is asked to receive her. */
export const receiverOf = ({ destination }: Cast): Receiver => receivingAt(destination)

export const viewAt = (client: ApiClient, { referral }: Story) =>
  client.get<ReferralView>(`/referrals/${referral}`)

/** Waits until one side sees the referral as it should be. */
export const untilSeen = (
  client: ApiClient,
  story: Story,
  what: string,
  isSo: (view: ReferralView) => boolean,
): Promise<ReferralView> =>
  until(what, async () => {
    const view = await viewAt(client, story)
    return isSo(view) && view
  })

/** Waits until the other side stands where the one that acted stands already. */
export const untilStatus = (client: ApiClient, story: Story, status: string) =>
  untilSeen(client, story, `the other side knows it is ${status}`, (view) => view.status === status)
