import { startVitest } from 'vitest/node'

/** `npm test -- --project unit`, or a part of a file's name, runs less; `--full` runs more. */
const args = process.argv.slice(2)
const at = args.indexOf('--project')
const one = at >= 0 ? args.splice(at, 2)[1] : undefined
const full = args.indexOf('--full')
const more = full >= 0 ? args.splice(full, 1).map(() => 'full') : []

const vitest = await startVitest('test', args, {
  run: true,
  watch: false,
  reporters: ['default'],
  project: one ? [one] : ['unit', 'integration', ...more],
})
const modules = vitest.state.getTestModules()
const count = (state: string) =>
  modules.reduce((sum, module) => sum + [...module.children.allTests(state as 'passed')].length, 0)
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(count)
const broken = modules.filter((module) => module.state() === 'failed').length
const errors = vitest.state.getUnhandledErrors().length
await vitest.close()

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed || broken || errors || !passed ? 1 : 0)
