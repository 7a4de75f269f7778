import type {
  OfferView,
  PacketView,
  PersonView,
  ReferralList,
  ReferralView,
} from '@causeway/schemas/api'
import type { z } from 'zod'
import { inWords, listInWords } from './plain-words.ts'
import type { Story } from './story.ts'

export interface NodeViews {
  /** What staff of the country she is in can read at this moment, in plain words. */
  sender: string
  /** The same of the country she returns to. */
  receiver: string
}

/** Asks both nodes, as their staff, for all that they can show of her and her referral. */
export async function describeNodeViews(story: Story): Promise<NodeViews> {
  const [sender, receiver] = await Promise.all([describeSender(story), describeReceiver(story)])
  return { sender, receiver }
}

async function describeSender({ sender, personId, referral }: Story): Promise<string> {
  if (personId === '') return 'nothing yet.'
  const { items } = await sender.get<PersonView>(`/people/${personId}`)
  const record =
    items.length > 0
      ? `her record of ${items.length} items, with her name and the full account.`
      : 'her record, closed to everybody but the supervisor.'
  if (referral === '') return `${record} Nothing has left.`

  const view = await sender.get<ReferralView>(`/referrals/${referral}`)
  const receipts = view.timeline.flatMap((event) => event.receipts).length
  const stands = `The referral is "${inWords(view.status)}"; receipts so far: ${receipts}.`
  return `${record} ${stands} ${gone(view)}`
}

function gone({ status, packet }: ReferralView): string {
  if (packet === 'sent') return 'The packet has gone.'
  return status === 'draft' ? 'Nothing has left.' : 'The offer has gone, the packet has not.'
}

async function describeReceiver({ intake, receiver, referral }: Story): Promise<string> {
  const { referrals } = await intake.get<ReferralList>('/referrals')
  if (!referrals.some(({ id }) => id === referral)) return 'nothing: not even that she exists.'

  const { status, packet, is_restricted } = await receiver.get<ReferralView>(
    `/referrals/${referral}`,
  )
  const stands = `the referral is "${inWords(status)}".`
  if (is_restricted) return `${stands} All that came is closed to everybody.`
  if (packet === 'received') {
    const { items } = (
      await receiver.get<z.infer<typeof PacketView>>(`/referrals/${referral}/packet`)
    ).packet
    if (status !== 'accepted') return `${stands} The packet, ${items.length} items.`
    const codes = items.map(({ code }) => inWords(code)).join(', ')
    return `${stands} The packet, ${items.length} items: ${codes}.`
  }
  const { offer } = await intake.get<z.infer<typeof OfferView>>(`/referrals/${referral}/offer`)
  return `${stands} Codes only, nothing that names her: ${listInWords(offer.person)}.`
}
