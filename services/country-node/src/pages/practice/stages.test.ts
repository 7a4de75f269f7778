import { expect, test } from 'vitest'
import { standings } from '../page-status.ts'
import { halfFields } from '../sending/plan-form.ts'
import { actOf } from '../sending/sent-acts.ts'
import { stages } from './stages.ts'

const namesOf = (fields: readonly { name: string }[]) => fields.map(({ name }) => name)

test('what practice says that a page asks, the real page asks', async () => {
  const leaving = await actOf('depart').fields(undefined as never, undefined as never)
  expect(namesOf(leaving)).toEqual(expect.arrayContaining([...stages.leaving.asks]))
  expect(namesOf(halfFields)).toEqual(expect.arrayContaining([...stages.plan.asks]))
})

test('each stage is one that a handover really has', () => {
  for (const { status } of Object.values(stages)) expect(standings).toHaveProperty(status)
})
