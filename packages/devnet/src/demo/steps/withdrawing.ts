import type { Step } from '../story.ts'
import { untilSeen } from '../story.ts'
import { until } from '../until.ts'

/** She says stop to her own worker; everybody who holds something of hers answers. */
export const withdraw: Step = {
  name: 'withdraw',
  async take(story) {
    await story.sender.post(`/people/${story.personId}/withdrawal`, {})
    await untilSeen(
      story.receiver,
      story,
      'the withdrawal arrives',
      (view) => view.status === 'withdrawn' && view.is_restricted,
    )
    await until('the receiver has answered', async () => {
      const { withdrawals } = await story.sender.get<{
        withdrawals: { recipients: { answered: boolean }[] }[]
      }>(`/people/${story.personId}/withdrawals`)
      const recipients = withdrawals.flatMap((one) => one.recipients)
      return recipients.length > 0 && recipients.every(({ answered }) => answered)
    })
    return 'She says stop. Nothing is destroyed: everything is closed at once, on both sides, and the receiver has answered that it is. She can take it back for 7 days.'
  },
}

/** What the receiver holds cannot be read any more. */
export const packetIsClosed: Step = {
  name: 'packet_is_closed',
  async take({ receiver, referral }) {
    const refusal = await receiver.get(`/referrals/${referral}/packet`).then(
      () => undefined,
      (error: unknown) => error,
    )
    if (!(refusal instanceof Error) || !refusal.message.endsWith('restricted')) {
      throw new TypeError('The packet can still be read', { cause: refusal })
    }
    return 'A worker of the receiver tries to open her packet, and cannot.'
  },
}

/** After she has left, stopping disclosure never stops the meeting. */
export const meetingStands: Step = {
  name: 'meeting_stands',
  async take({ receiver, referral }) {
    await receiver.get(`/referrals/${referral}/meeting-sheet`)
    return 'Whoever waits for her keeps the sheet with place, time and words: she is met all the same, unless she does not want to.'
  },
}
