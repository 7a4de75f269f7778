import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

/** A tree of its own under the project's real rules, so that trying them touches nothing here. */
const folder = mkdtempSync(join(tmpdir(), 'causeway-rules-'))
copyFileSync('biome.json', join(folder, 'biome.json'))
afterAll(() => rmSync(folder, { recursive: true }))

function lint(file: string, source: string) {
  const path = join(folder, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `import { it } from '${source}'\n\nexport const probe = it\n`)
  const biome = join('node_modules', '.bin', 'biome')
  const args = ['lint', '--vcs-enabled=false', '--only=style/noRestrictedImports']
  const { status, stdout, stderr } = spawnSync(biome, [...args, `--config-path=${folder}`, path], {
    encoding: 'utf8',
  })
  rmSync(path)
  return { passes: status === 0, said: stdout + stderr }
}

const hub = 'services/referral-hub/src/envelopes/probe.ts'
const node = 'services/country-node/src/referrals/probe.ts'

describe('the linter refuses', () => {
  test.each([
    [hub, '@causeway/schemas/record'],
    [hub, '@causeway/schemas/codes'],
    [hub, '@causeway/schemas/api'],
    [hub, '@causeway/protocol/record'],
    [hub, '@causeway/protocol/chain'],
    [hub, '@causeway/protocol/referral'],
    [hub, '@causeway/protocol/policy'],
    [hub, '@causeway/protocol/evidence'],
    [hub, '@causeway/country-node'],
    ['packages/protocol/src/envelope/probe.ts', '@causeway/schemas/record'],
    ['packages/protocol/src/log/probe.ts', '../record/index.ts'],
    ['packages/protocol/src/referral/probe.ts', 'node:fs'],
    ['packages/schemas/src/wire/probe.ts', '../record/index.ts'],
    ['packages/service-kit/src/probe.ts', '@causeway/protocol/suite'],
    ['packages/page-kit/src/views/probe.ts', '@causeway/protocol/record'],
    ['packages/page-kit/src/views/probe.ts', '@causeway/schemas/codes'],
    ['packages/devnet/src/probe.ts', '@causeway/country-node'],
    ['packages/protocol/src/evidence/probe.ts', 'node:fs'],
    ['packages/evidence-verifier/src/probe.ts', '@causeway/service-kit/postgres'],
    ['packages/evidence-verifier/src/probe.ts', 'node:http'],
    [node, '@causeway/referral-hub'],
    [node, '@causeway/devnet'],
  ])('%s importing %s', (file, source) => {
    const { passes, said } = lint(file, source)
    expect(said).toContain('noRestrictedImports')
    expect(passes).toBe(false)
  })
})

describe('the linter lets pass', () => {
  test.each([
    [hub, '@causeway/schemas/wire'],
    [hub, '@causeway/protocol/envelope'],
    [hub, '@causeway/page-kit'],
    [node, '@causeway/schemas/record'],
    [node, '@causeway/protocol/referral'],
  ])('%s importing %s', (file, source) => {
    expect(lint(file, source)).toMatchObject({ passes: true })
  })
})
