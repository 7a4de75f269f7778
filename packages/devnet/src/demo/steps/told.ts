import type { PacketView } from '@causeway/schemas/api'
import type { ItemCode } from '@causeway/schemas/record'
import type { z } from 'zod'
import { type Created, receiverOf, type Step, type Story } from '../story.ts'
import { agreementFor } from '../synthetic-agreement.ts'
import { until } from '../until.ts'

/** What she shares later, without being asked again: one thing more, then a part of her story. */
const later: readonly { tier: 't2' | 't3'; code: ItemCode; isHerWish?: true }[] = [
  { tier: 't2', code: 'identity_card_number' },
  { tier: 't3', code: 'summary_short', isHerWish: true },
]

export const oneMoreItem: Step = {
  name: 'one_more_item',
  async take(story) {
    for (const { tier, code, isHerWish } of later) {
      const { id } = await story.sender.post<Created>(
        `/people/${story.personId}/agreements`,
        agreementFor(receiverOf(story), 'return', [code], isHerWish ? { release: [code] } : {}),
      )
      await story.sender.post(`/referrals/${story.referral}/disclosures`, {
        items: [code],
        tier,
        agreement: id,
        because: 'Synthetic reason: she wants them to know',
      })
      await until('the item arrives', () => holds(story, code))
    }
    return 'Weeks later she lets two things more go: a number, and a short summary in her own words. Both verify under the signature of the day she told them. Nobody interviewed her.'
  },
}

async function holds({ receiver, referral }: Story, code: ItemCode): Promise<boolean> {
  const { packet } = await receiver.get<z.infer<typeof PacketView>>(`/referrals/${referral}/packet`)
  return packet.items.some((item) => item.code === code)
}

/** A worker who asks again has to say why, and it counts. */
export const askAgain: Step = {
  name: 'ask_again',
  async take({ receiver, referral }) {
    await receiver.post(`/referrals/${referral}/tellings`, {
      topic: 'health_conditions',
      form: 'conversation',
      was_asked: true,
      is_reusable: true,
      because: 'Synthetic reason: a doctor has to hear it from her',
    })
    return 'A worker asks her about her health though it was told already, and has to say why. Both sides count it.'
  },
}
