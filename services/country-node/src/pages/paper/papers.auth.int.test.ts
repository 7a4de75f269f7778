import { expect } from 'vitest'
import { anId } from '../../../test/peer.ts'
import { test } from '../../../test/sign-in-test.ts'

const paths = (id: string, agreement = anId()) => [
  `/sending/${id}/papers`,
  `/sending/${id}/papers/${agreement}/copy.pdf`,
  `/sending/${id}/papers/${agreement}/receipt.pdf`,
]

test('papers ask for the second factor first; the card does not', async ({
  plannedThere,
  signedIn,
}) => {
  const { id } = await plannedThere()
  const worker = await signedIn('case_worker')
  for (const path of paths(id)) {
    const { reply } = await worker.get(path)
    expect([reply.status, reply.headers.get('location')]).toEqual([
      303,
      `/sign-in/confirm?to=${encodeURIComponent(path)}`,
    ])
  }
  expect((await worker.get(`/sending/${id}/card.pdf`)).reply.status).toBe(200)
})

test('who works elsewhere or does not work with her gets none, and a guess finds nothing', async ({
  plannedThere,
  signedIn,
}) => {
  const { id } = await plannedThere()
  const statusesOf = async (user: string, of = id) => {
    const visitor = await signedIn(user)
    await visitor.arriveAt('/sign-in/confirm?to=/probe')
    const all = [...paths(of), `/sending/${of}/card.pdf`]
    return Promise.all(all.map(async (path) => (await visitor.get(path)).reply.status))
  }
  expect(await statusesOf('neighbour')).toEqual([404, 404, 404, 404])
  expect(await statusesOf('case_worker', anId())).toEqual([404, 404, 404, 404])
  expect(await statusesOf('colleague')).toEqual([403, 403, 403, 403])
  expect(await statusesOf('police_liaison')).toEqual([403, 403, 403, 403])
})
