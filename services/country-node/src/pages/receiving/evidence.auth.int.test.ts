import { verifyEvidence } from '@causeway/protocol/evidence'
import { thumbprint } from '@causeway/protocol/suite'
import { expect } from 'vitest'
import { MARK } from '../../../test/offers.ts'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { nowInSeconds } from '../../../test/peer.ts'
import { test } from '../../../test/sign-in-test.ts'

test('whoever looks after what was received takes its evidence, which holds', async ({
  visitor,
  acceptedHere,
  node,
}) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const staff = visitor('case_worker')
  await staff.arriveAt('/probe')
  const worker = aPageVisitor(staff)
  expect(await worker.see(at)).toContain(`href="${at}/evidence"`)
  expect(await worker.see(`${at}/evidence`)).toContain(`href="${at}/evidence.json"`)
  const { reply, text } = await staff.arriveAt(`${at}/evidence.json`)
  expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="\w{8}\.json"$/)
  const root = await thumbprint(node.directory.signed.root)
  const verdict = await verifyEvidence(text, { root, now: nowInSeconds() })
  expect(verdict).toMatchObject({ holds: true, referral: id, sealed: { by: 'gb' } })
  expect(text).not.toContain(MARK)
})

test('it is not there for another organisation, and closed to roles without care', async ({
  signedIn,
  acceptedHere,
}) => {
  const { id } = await acceptedHere()
  for (const [user, status] of [
    ['neighbour', 404],
    ['police_liaison', 403],
  ] as const) {
    const who = await signedIn(user)
    await who.arriveAt('/probe')
    for (const tail of ['/evidence', '/evidence.json']) {
      const path = `/receiving/${id}${tail}`
      const { reply } = await who.arriveAt(path)
      expect([user, path, reply.status]).toEqual([user, path, status])
    }
  }
})
