import { spawnSync } from 'node:child_process'

/** Format and lint, types, unused code: all of them are run, and each says what it finds. */
const checks = [
  ['format and lint', 'biome', ['check', '--error-on-warnings']],
  ['types', 'tsc', ['--project', '.']],
  ['unused code', 'knip', ['--no-progress']],
] as const

const failed = checks.filter(([name, command, args]) => {
  console.log(`\n== ${name}`)
  return spawnSync(command, args, { stdio: 'inherit' }).status !== 0
})
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.map(([name]) => name).join(', ')}`)
  process.exitCode = 1
} else {
  console.log('\nAll checks passed')
}
