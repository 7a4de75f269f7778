import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,services,scripts}/**/*.test.ts'],
          exclude: ['**/*.{int,full}.test.ts', '**/node_modules/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{packages,services,scripts}/**/*.int.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'full',
          include: ['{packages,services,scripts}/**/*.full.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 300_000,
          maxWorkers: 1,
        },
      },
    ],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  },
})
