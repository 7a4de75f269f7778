import { type Step, untilSeen, untilStatus } from '../story.ts'

const inCare: Step = {
  name: 'in_care',
  async take(story) {
    await story.receiver.post(`/referrals/${story.referral}/in-care`, {
      spoken_with_her: true,
      phoned_in: false,
      feedback: 'outcome',
    })
    const { lead } = await untilSeen(
      story.sender,
      story,
      'the sender knows that she is in care',
      (view) => view.status === 'in_care',
    )
    return `In the first safe place the receiving worker has spoken with her. The handover is confirmed; lead is the ${lead}.`
  },
}

const custody: Step = {
  name: 'custody',
  async take(story) {
    const view = await untilSeen(
      story.receiver,
      story,
      'the record has a new custodian',
      ({ timeline }) => timeline.some(({ type }) => type === 'custody_passed'),
    )
    story.personAtReceiver = view.person as string
    return 'Her node signs the same record over to its new custodian, without a word of it changed. She has told it once.'
  },
}

/** She is safe, the lead passes, and the record with it. */
export const careBegins: readonly Step[] = [inCare, custody]

const followUp: Step = {
  name: 'follow_up',
  async take(story) {
    await story.receiver.post(`/referrals/${story.referral}/follow-ups`, {
      step: 'next_day',
      reached: true,
    })
    return 'The next day somebody asks how she is. That stays with those who look after her.'
  },
}

const close: Step = {
  name: 'close',
  async take(story) {
    await story.receiver.post(`/referrals/${story.referral}/close`, {
      outcome: 'services_completed',
    })
    await untilStatus(story.sender, story, 'closed')
    return 'Services completed. She agreed that the sender learns how it ended; it learns that, and no more.'
  },
}

/** Somebody asks after her, and the referral ends. */
export const careEnds: readonly Step[] = [followUp, close]
