/* Bundles the process that runs SQL into build/sql/process.mjs. Processes may start from it at any time: it is replaced whole, and only when it changed. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const worker = fileURLToPath(new URL('../..', import.meta.url))

const { outputFiles } = await esbuild.build({
  write: false,
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

const bundle = join(worker, 'build/sql/process.mjs')
const [{ text }] = outputFiles
if (!existsSync(bundle) || readFileSync(bundle, 'utf8') !== text) {
  mkdirSync(dirname(bundle), { recursive: true })
  writeFileSync(`${bundle}.${process.pid}`, text)
  renameSync(`${bundle}.${process.pid}`, bundle)
}
