import type { AlarmList, AlarmView } from '@causeway/schemas/api'
import type { ApiClient } from '../api-client.ts'
import { type Step, type Story, untilStatus } from '../story.ts'
import { until } from '../until.ts'

async function alarmAt(client: ApiClient, { referral }: Story): Promise<AlarmView | undefined> {
  const { alarms } = await client.get<AlarmList>('/alarms')
  return alarms.find((alarm) => alarm.referral === referral && alarm.kind === 'missed')
}

const untilAlarm = (
  client: ApiClient,
  story: Story,
  what: string,
  isSo: (alarm: AlarmView) => boolean,
) =>
  until(what, async () => {
    const alarm = await alarmAt(client, story)
    return alarm && isSo(alarm) && alarm
  })

const alarms: Step = {
  name: 'alarm',
  async take(story) {
    await untilStatus(story.sender, story, 'missed')
    await untilStatus(story.receiver, story, 'missed')
    for (const client of [story.senderDuty, story.receiverDuty]) {
      await untilAlarm(client, story, 'the alarm is raised', ({ told }) => told.length > 0)
    }
    return 'She does not arrive. Nobody has to notice: when the time and the grace have passed, both sides are alarmed.'
  },
}

const acknowledge: Step = {
  name: 'acknowledge',
  async take(story) {
    for (const client of [story.senderDuty, story.receiverDuty]) {
      const { id } = await untilAlarm(client, story, 'the deputy is told', ({ told }) =>
        told.some(({ role }) => role === 'deputy'),
      )
      await client.post(`/alarms/${id}/acknowledge`)
    }
    return 'Her worker does not answer, so the deputy is told; the duty workers of both sides take it on. No unsafe number is called.'
  },
}

const alarmEnds: Step = {
  name: 'alarm_ends',
  async take(story) {
    for (const client of [story.senderDuty, story.receiverDuty]) {
      await untilAlarm(client, story, 'the alarm has ended', ({ ended }) => ended !== undefined)
    }
    return 'She had missed a train. She is met, and the alarm ends by itself on both sides.'
  },
}

/** She does not come when she should; then she does. */
export const missing: readonly Step[] = [alarms, acknowledge]
export const found: readonly Step[] = [alarmEnds]
