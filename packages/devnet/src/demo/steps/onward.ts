import type { PacketView, ReferralList, ReferralView } from '@causeway/schemas/api'
import type { ItemCode } from '@causeway/schemas/record'
import type { z } from 'zod'
import { type Created, receivingAt, type Step } from '../story.ts'
import { agreementFor } from '../synthetic-agreement.ts'
import { until } from '../until.ts'

/** What goes on to the third country: told once, in the first. */
const items: readonly ItemCode[] = [
  'age_band',
  'spoken_languages',
  'full_name',
  'safe_phone',
  'health_conditions',
]
const services = ['safe_housing', 'job_search']

const assess: Step = {
  name: 'assess_again',
  async take({ receiver, personAtReceiver }) {
    await receiver.post(`/people/${personAtReceiver}/items`, {
      items: [
        { code: 'risk_level', v: 'low', lang: 'eng', purpose: ['return', 'onward'] },
        { code: 'safe_phone', v: '+9990000009', lang: 'eng', purpose: ['return', 'onward'] },
      ],
      told: { form: 'conversation', was_asked: false },
    })
    return 'Later she wants to move on to a third country. Her new worker assesses the risk anew; nothing else has to be asked.'
  },
}

const referOn: Step = {
  name: 'refer_on',
  async take(story) {
    const { receiver, personAtReceiver: person, referral } = story
    const to = receivingAt(story.onward)
    const agreement = await receiver.post<Created>(
      `/people/${person}/agreements`,
      agreementFor(to, 'onward', items),
    )
    const { id } = await receiver.post<Created>('/referrals', {
      person,
      agreement: agreement.id,
      parent: referral,
      receiver: to,
      purpose: 'onward',
      urgency: 'normal',
      services,
      items,
    })
    await receiver.post(`/referrals/${id}/offer`)
    story.onwardReferral = id
    return `With a new agreement she is referred on, from ${story.destination.id} to ${story.onward.id}.`
  },
}

const acceptThere: Step = {
  name: 'accept_there',
  async take({ third, onwardReferral }) {
    await until('the offer arrives in the third country', async () => {
      const { referrals } = await third.get<ReferralList>('/referrals')
      return referrals.some(({ id }) => id === onwardReferral)
    })
    await third.post(`/referrals/${onwardReferral}/accept`, {
      worker: 'Maple Example (synthetic)',
      deputy: 'Yew Example (synthetic)',
      duty_phone: '+9990000002',
      services,
    })
    return 'The third country accepts.'
  },
}

const verifyThere: Step = {
  name: 'verify_there',
  async take({ third, onwardReferral, home }) {
    await until('the packet arrives in the third country', async () => {
      const view = await third.get<ReferralView>(`/referrals/${onwardReferral}`)
      return view.packet === 'received'
    })
    const { packet } = await third.get<z.infer<typeof PacketView>>(
      `/referrals/${onwardReferral}/packet`,
    )
    const told = packet.items.filter(({ origin }) => origin === home.id)
    if (!told.some(({ code }) => code === 'full_name')) {
      throw new TypeError('What she told in the first country did not come under its signature')
    }
    return `The third country verifies the signature of the first, ${home.id}, under ${told.length} of ${packet.items.length} items: what she told there, once, two borders ago.`
  },
}

/** From the country that looks after her to a third one. */
export const onward: readonly Step[] = [assess, referOn, acceptThere, verifyThere]
