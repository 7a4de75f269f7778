import { openBrowser } from '@causeway/testkit/browser'
import { expect } from 'vitest'
import { aChain } from '../../../test/audit-chain.ts'
import { typeAs } from '../../../test/browser-visit.ts'
import { test } from '../../../test/sign-in-test.ts'

for (const javaScriptEnabled of [false, true]) {
  test(`a check is begun with one button and followed, ${javaScriptEnabled ? 'with' : 'without'} script`, async ({
    app: _,
    origin,
    owner,
  }) => {
    await using browser = await openBrowser()
    const page = await browser.newPage({ javaScriptEnabled })
    await page.goto(`${origin}/officer/check`)
    await typeAs(page, 'data_protection_officer')
    await page.waitForURL(`${origin}/officer/check`)
    await aChain(owner, 9)
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText('Whole', { exact: true }).waitFor()

    const row = await owner.selectFrom('audit_check').selectAll().executeTakeFirstOrThrow()
    const set = (changes: object) =>
      owner.updateTable('audit_check').set(changes).where('id', '=', row.id).execute()
    await set({ verdict: null, ended_at: null, entries: 4, seen_at: new Date() })
    await page.goto(`${origin}/officer/check`)
    const progress = page.getByRole('progressbar', { name: 'Being checked' })
    expect(await progress.getAttribute('value')).toBe('4')
    await set({ verdict: 'broken', broken_at: 5, ended_at: new Date() })
    await page.getByText('At number 5 something').waitFor()
    await page.getByRole('button', { name: 'Check now' }).waitFor()
  })
}
