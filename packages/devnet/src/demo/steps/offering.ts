import type { OfferView, PacketView, ReferralList } from '@causeway/schemas/api'
import type { z } from 'zod'
import { inWords } from '../plain-words.ts'
import {
  type Created,
  receiverOf,
  receivingAt,
  type Step,
  untilSeen,
  untilStatus,
} from '../story.ts'
import { agreedItems } from '../synthetic-person.ts'
import { until } from '../until.ts'

const services = ['safe_housing', 'psychological_support', 'legal_aid']

const draft: Step = {
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
}

const preview: Step = {
  name: 'preview',
  async take({ sender, referral }) {
    const { offer, packet, stays } = await sender.get<{
      offer: { person: object }
      packet: string[]
      stays: { code: string }[]
    }>(`/referrals/${referral}/preview`)
    const before = Object.keys(offer.person).map(inWords).join(', ')
    const here = stays.map(({ code }) => inWords(code)).join(', ')
    return `They look together at what the other side will see. Before it accepts: ${before}. After it accepts: ${packet.length} items. What stays here: ${here}.`
  },
}

const offer: Step = {
  name: 'offer',
  async take({ sender, referral }) {
    await sender.post(`/referrals/${referral}/offer`)
    return 'The case worker sends the offer. No name, no date of birth, no contact is in it.'
  },
}

const arrives: Step = {
  name: 'arrives',
  async take({ intake, referral, destination }) {
    await until('the offer arrives', async () => {
      const { referrals } = await intake.get<ReferralList>('/referrals')
      return referrals.some(({ id, status }) => id === referral && status === 'offered')
    })
    const { offer } = await intake.get<z.infer<typeof OfferView>>(`/referrals/${referral}/offer`)
    return `"${destination.organisations.receiving.name}" finds it in its list and reads it: wanted are ${offer.services.map(inWords).join(', ')}.`
  },
}

const open: Step = {
  name: 'open',
  async take(story) {
    await story.intake.post(`/referrals/${story.referral}/open`)
    await untilStatus(story.sender, story, 'under_review')
    return 'An intake worker opens it; the sender has a signed receipt that a person did.'
  },
}

/** What she said, offered to an organisation that considers it. */
export const offering: readonly Step[] = [draft, preview, offer, arrives, open]

const accept: Step = {
  name: 'accept',
  async take(story) {
    await story.receiver.post(`/referrals/${story.referral}/accept`, {
      worker: 'Cedar Example (synthetic)',
      deputy: 'Fir Example (synthetic)',
      duty_phone: '+9990000000',
      services,
    })
    await untilStatus(story.sender, story, 'accepted')
    return 'They accept, and name who will receive her. The sender stays responsible for her.'
  },
}

const packet: Step = {
  name: 'packet',
  async take(story) {
    const { lead } = await untilSeen(
      story.receiver,
      story,
      'the packet arrives',
      (view) => view.packet === 'received',
    )
    const { packet } = await story.receiver.get<z.infer<typeof PacketView>>(
      `/referrals/${story.referral}/packet`,
    )
    return `Her node sends the full packet by itself, under one signature: ${packet.items.length} items, and ${packet.do_not_ask.length} topics that nobody needs to ask about again. Lead is the ${lead}.`
  },
}

/** They accept, and the packet follows. */
export const acceptance: readonly Step[] = [accept, packet]

/** They say no, why, and who may help instead. */
export const decline: Step = {
  name: 'decline',
  async take(story) {
    const { organisations } = story.onward
    await story.receiver.post(`/referrals/${story.referral}/decline`, {
      reason: 'no_capacity',
      alternative: receivingAt(story.onward),
    })
    await untilStatus(story.sender, story, 'declined')
    return `They decline: no capacity. They name "${organisations.receiving.name}" instead; a new offer needs a new agreement.`
  },
}
