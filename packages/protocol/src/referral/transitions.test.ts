import { type EventType, eventData } from '@causeway/schemas/record'
import { describe, expect, test } from 'vitest'
import { situations } from '../../test/situations.ts'
import { tell } from '../../test/stories.ts'
import { twoNodes, watchAt } from '../../test/two-nodes.ts'
import { statuses, transitions } from './transitions.ts'

const types = Object.keys(eventData) as EventType[]
const told = Object.entries(situations).map(([name, situation]) => ({ name, ...situation }))

const cases = told.flatMap((situation) =>
  (['S', 'R'] as const).flatMap((who) => types.map((type) => ({ ...situation, who, type }))),
)

describe('every situation', () => {
  test.each(told)('$name', ({ story, status, meeting, disclosure, watched, overtaken }) => {
    const network = tell(twoNodes(), story)
    const state = network.state()
    expect(state).toMatchObject({ status, meeting, disclosure })
    expect(state.watch).toEqual(watched ? watchAt(7) : undefined)
    const lost = network.all().filter(({ identity }) => state.superseded.includes(identity))
    expect(lost.map((event) => event.type)).toEqual(overtaken ?? [])
  })

  test('of every status there is one', () => {
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set(statuses))
  })
})

describe('every event in every situation', () => {
  test.each(cases)('$name: $who $type', ({ story, status, leads, fits, who, type }) => {
    const network = tell(twoNodes(), story)
    const before = network.state()
    const next = type === 'plan_signed' ? { plan: before.plan + 1 } : {}
    const event = network.make(who === 'S' ? 'sender' : 'receiver', type, next)
    const state = network.state()
    // Before anything is offered there is no receiver, whatever a node writes.
    if (status === 'none' && who === 'R') return expect(state).toEqual(before)

    const ends = type === 'withdrawn' && !story.includes('R in_care')
    expect(state.status).toBe(ends ? 'withdrawn' : (leads[`${who} ${type}`] ?? status))
    if (ends) expect(state.disclosure).toBe('closed')
    const isInPlace = state.status !== status || fits?.includes(`${who} ${type}`)
    const isMove = transitions[type].kind === 'move'
    const lost = isMove && !isInPlace ? [event.identity] : []
    expect(state.superseded).toEqual([...before.superseded, ...lost].toSorted())
  })
})
