import { RegisterPage } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { test } from '../../test/journey-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { anOffered } from '../../test/story.ts'
import { listUnsettled, react } from '../referrals/react.ts'

const officer = 'data_protection_officer'
const exchange = { wake: () => {} }

const withReactions = test.extend('settle', { scope: 'file' }, ({ node }) => async () => {
  for (const id of await listUnsettled(node)) await react(node, exchange, id)
})

describe('GET /disclosures', () => {
  withReactions(
    'says which groups went to whom, on what, and what came of a withdrawal',
    async ({ as, ro, say, node, network, acceptedThere, settle }) => {
      const { id, person, agreement } = await acceptedThere()
      await settle()
      const reader = await as(officer)
      const read = async () =>
        RegisterPage.parse((await reader.get(`/disclosures?person=${person}`)).json()).disclosures
      const common = { referral: id, person, agreement, from: network.ours, to: network.receiver }
      const [packet, offer] = await read()
      expect(packet).toMatchObject({ ...common, tier: 't2', withdrawals: [] })
      expect(packet?.groups).toEqual(['identity', 'risk_safety', 'contact_safe'])
      expect(packet?.bases[0]?.art6).toMatch(/^[a-f]$/)
      expect(offer).toMatchObject({ ...common, tier: 't1', groups: ['identity', 'risk_safety'] })

      const worker = await as('case_worker')
      await worker.post(`/people/${person}/withdrawal`, { groups: ['contact_safe'] })
      await settle()
      const answers = async () =>
        (await read()).map(({ tier, withdrawals }) => [tier, ...withdrawals.map((it) => it.answer)])
      expect(await answers()).toEqual([['t2', 'waiting'], ['t1']])
      await node.db
        .updateTable('deadline')
        .set({ due_at: nowInSeconds() - 1 })
        .where('kind', '=', 'withdrawal_answer')
        .where('referral_id', '=', id as RandomId)
        .execute()
      expect(await answers()).toEqual([['t2', 'silent'], ['t1']])

      const { eid } = await node.db
        .selectFrom('withdrawal_message')
        .select('eid')
        .where('referral_id', '=', id as RandomId)
        .executeTakeFirstOrThrow()
      await say(ro, id, 'restricted', { data: { withdrawal: eid } })
      expect(await answers()).toEqual([['t2', 'restricted'], ['t1']])
    },
  )

  test('gives every line once, page by page, and is itself on record', async ({
    as,
    db,
    network,
  }) => {
    const worker = await as('case_worker')
    const offered: string[] = []
    for (let count = 0; count < 5; count += 1) {
      offered.push((await anOffered(worker, network.receiver)).id)
    }
    const reader = await as(officer)
    const seen: string[] = []
    for (let next: string | undefined; ; ) {
      const path = `/disclosures?limit=2${next ? `&after=${next}` : ''}`
      const page = RegisterPage.parse((await reader.get(path)).json())
      seen.push(...page.disclosures.map((line) => `${line.referral} ${line.tier}`))
      next = page.next
      if (!next) break
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(offered.map((id) => `${id} t1`)))
    const { entry } = await db
      .selectFrom('audit')
      .select('entry')
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry)).toMatchObject({ act: 'disclosure.register', subject: 'register' })
    expect((await reader.get('/disclosures?after=x')).statusCode).toBe(400)
  })
})
