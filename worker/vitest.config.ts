import { availableParallelism } from 'node:os'
import { cloudflareTest } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'
import { prepareEngine } from './tools/engine.mjs'

prepareEngine()

/** Each module is sent to the runtime on its own, and these packages have hundreds. */
const BUNDLED = { optimizer: { ssr: { enabled: true, include: ['apache-arrow', 'hyparquet', 'fzstd'] } } }

/** What runs in Node, and what runs in the runtime that Cloudflare runs. */
export default defineConfig({
  test: {
    // Much of a test is waiting, for processes and for the clock.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/workerd/**', 'test/browser/**'],
          // Files share a process: compiling the engine's 18 MB takes longer than most of them.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/setup.ts'],
          // Pages answer when they do: a machine under load is no fault.
          testTimeout: 90_000,
          hookTimeout: 90_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        // The whole API in one isolate, SQL included: the binding to another leads nowhere.
        plugins: [
          cloudflareTest({
            main: './src/sql.ts',
            wrangler: { configPath: './wrangler.jsonc' },
            miniflare: { serviceBindings: { SQL: () => new Response(null, { status: 501 }) } },
          }),
        ],
        test: {
          name: 'workerd',
          include: ['test/workerd/**/*.test.ts'],
          globalSetup: ['test/workerd/lake.ts'],
          deps: BUNDLED,
        },
      },
    ],
  },
})
