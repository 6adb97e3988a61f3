import { cloudflareTest } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'
import { prepareEngine } from './tools/engine.mjs'

prepareEngine()

/** What runs in Node, and what runs in the runtime that Cloudflare runs. */
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'node', include: ['test/**/*.test.ts'], exclude: ['test/workerd/**'] } },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.jsonc' } })],
        test: { name: 'workerd', include: ['test/workerd/**/*.test.ts'], globalSetup: ['test/workerd/lake.ts'] },
      },
    ],
  },
})
