/* Bundles the process that runs SQL into build/sql/process.mjs. */
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const worker = fileURLToPath(new URL('../..', import.meta.url))

await esbuild.build({
  absWorkingDir: worker,
  entryPoints: ['tools/sql/process.mjs'],
  outfile: 'build/sql/process.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // In a branch of the engine's bundle that is never taken.
  logOverride: { 'direct-eval': 'silent' },
  logLevel: 'warning',
})
