import type { OfferView, PacketView, ReferralList, ReferralView } from '@causeway/schemas/api'
import type { z } from 'zod'
import type { ApiClient } from './api-client.ts'
import type { Cast } from './cast.ts'
import { inWords } from './plain-words.ts'
import { agreedItems } from './synthetic-person.ts'
import { until } from './until.ts'

/** The cast and what has come of the story so far; ids are empty until there is one. */
export interface Story extends Cast {
  personId: string
  agreement: string
  referral: string
}

/** One step; says afterwards, in plain words, who did what. */
interface Step {
  name: string
  take(story: Story): Promise<string>
}

interface Created {
  id: string
}

const services = ['safe_housing', 'psychological_support', 'legal_aid']

const receiverOf = ({ destination: { id, organisations } }: Cast) => ({
  node: id,
  org: organisations.receiving.id,
})

const at = (client: ApiClient, { referral }: Story) =>
  client.get<ReferralView>(`/referrals/${referral}`)

const untilSenderKnows = (story: Story, status: string) =>
  until('the sender knows', async () => (await at(story.sender, story)).status === status)

/** A return from the first word to acceptance, and the packet that follows. */
export const returnSteps: readonly Step[] = [
  {
    name: 'record_person',
    async take(story) {
      const { sender, person, home } = story
      story.personId = (await sender.post<Created>('/people', { items: person.entries })).id
      return `A case worker of "${home.organisations.supporting.name}" records what a person tells, once.`
    },
  },
  {
    name: 'agree',
    async take(story) {
      const { sender, personId, destination } = story
      const { id } = await sender.post<Created>(`/people/${personId}/agreements`, {
        receiver: receiverOf(story),
        purpose: 'return',
        items: agreedItems,
        expires_in_days: 90,
        lang: 'eng',
        text: 'Synthetic wording: I agree that these things about me go to this organisation, to receive me. I can say stop at any time.',
        how: 'read_together',
        interpreter: 'none_needed',
      })
      story.agreement = id
      return `Together they agree what "${destination.organisations.receiving.name}" may see: ${agreedItems.length} items, for her return, for 90 days. The story itself is not among them.`
    },
  },
  {
    name: 'draft',
    async take(story) {
      const { sender, personId, agreement } = story
      const { id } = await sender.post<Created>('/referrals', {
        person: personId,
        agreement,
        receiver: receiverOf(story),
        purpose: 'return',
        urgency: 'normal',
        services,
        items: agreedItems,
      })
      story.referral = id
      return `The case worker prepares a handover. Its reference is ${id}.`
    },
  },
  {
    name: 'preview',
    async take({ sender, referral }) {
      const { offer, packet, stays } = await sender.get<{
        offer: { person: object }
        packet: string[]
        stays: string[]
      }>(`/referrals/${referral}/preview`)
      const before = Object.keys(offer.person).map(inWords).join(', ')
      return `They look together at what the other side will see. Before it accepts: ${before}. After it accepts: ${packet.length} items. What stays here: ${stays.map(inWords).join(', ')}.`
    },
  },
  {
    name: 'offer',
    async take({ sender, referral }) {
      await sender.post(`/referrals/${referral}/offer`)
      return 'The case worker sends the offer. No name, no date of birth, no contact is in it.'
    },
  },
  {
    name: 'arrives',
    async take({ intake, referral, destination }) {
      await until('the offer arrives', async () => {
        const { referrals } = await intake.get<ReferralList>('/referrals')
        return referrals.some(({ id, status }) => id === referral && status === 'offered')
      })
      const { offer } = await intake.get<z.infer<typeof OfferView>>(`/referrals/${referral}/offer`)
      return `"${destination.organisations.receiving.name}" finds it in its list and reads it: wanted are ${offer.services.map(inWords).join(', ')}.`
    },
  },
  {
    name: 'open',
    async take(story) {
      await story.intake.post(`/referrals/${story.referral}/open`)
      await untilSenderKnows(story, 'under_review')
      return 'An intake worker opens it; the sender has a signed receipt that a person did.'
    },
  },
  {
    name: 'accept',
    async take(story) {
      await story.receiver.post(`/referrals/${story.referral}/accept`, {
        worker: 'Cedar Example (synthetic)',
        deputy: 'Fir Example (synthetic)',
        duty_phone: '+9990000000',
        services,
      })
      await untilSenderKnows(story, 'accepted')
      return 'They accept, and name who will receive her. The sender stays responsible for her.'
    },
  },
  {
    name: 'packet',
    async take(story) {
      const { lead } = await until('the packet arrives', async () => {
        const view = await at(story.receiver, story)
        return view.packet === 'received' && view
      })
      const { packet } = await story.receiver.get<z.infer<typeof PacketView>>(
        `/referrals/${story.referral}/packet`,
      )
      return `Her node sends the full packet by itself: ${packet.items.length} items, and ${packet.do_not_ask.length} topics that nobody needs to ask about again. Lead is the ${lead}.`
    },
  },
]
