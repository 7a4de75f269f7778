import { describe, expect, test } from 'vitest'
import { tell } from '../../test/stories.ts'
import { twoNodes } from '../../test/two-nodes.ts'

const offered = () => tell(twoNodes(), ['S offered', 'R opened'])

describe('a question', () => {
  test('is answered by the other side once it knows of it', () => {
    const network = offered()
    const asked = network.make('receiver', 'asked')
    const question = asked.eid
    network.make('sender', 'answered', { question })
    network.deliverAll()
    network.make('receiver', 'answered', { question })
    const open = { question, by: 'receiver', pausesClock: false, askedAt: asked.at }
    expect(network.state().questions).toEqual([open])
    const answer = network.make('sender', 'answered', { question })
    network.make('sender', 'answered', { question })
    expect(network.state().questions).toEqual([{ ...open, answeredAt: answer.at }])
  })

  test('stops the answer clock once, and only for the side whose clock it is', () => {
    const network = offered()
    network.make('sender', 'asked', { pauses_clock: true })
    network.make('receiver', 'asked')
    network.make('receiver', 'asked', { pauses_clock: true })
    network.make('receiver', 'asked', { pauses_clock: true })
    network.deliverAll()
    const { questions } = network.state()
    expect(questions.map(({ by, pausesClock }) => [by, pausesClock])).toEqual([
      ['sender', false],
      ['receiver', false],
      ['receiver', true],
      ['receiver', false],
    ])
  })
})
